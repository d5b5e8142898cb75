using Spotter.Classifying;
using Spotter.Contracts;
using Spotter.Training;
using Spotter.Training.Onnx;

namespace Spotter.Tests.Training;

public sealed class ModelTrainerTests : IDisposable
{
    private readonly Trainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public async Task Folders_become_a_model_that_labels_pictures_it_never_saw()
    {
        _trainer.DrawBoth(50);

        var report = await _trainer.TrainAsync();

        Assert.Equal(["discs", "stripes"], report.Labels.Select(label => label.Label));
        Assert.Equal((100, 100, 5), (report.Pictures, report.Evaluation.Pictures, report.Folds));
        Assert.InRange(report.Evaluation.Accuracy, 0.9, 1);
        using var model = await LoadAsync(_trainer.Output);
        var fresh = Enumerable.Range(100, 20).ToList();
        Assert.InRange(fresh.Count(seed => model.Score(Trainer.Decoder, Trainer.Disc(seed))[0] > 0.5), 18, 20);
        Assert.InRange(fresh.Count(seed => model.Score(Trainer.Decoder, Trainer.Stripes(seed))[1] > 0.5), 18, 20);
    }

    [Fact]
    public async Task The_model_has_one_output_whose_scores_add_up_to_one()
    {
        _trainer.DrawBoth(4);
        await _trainer.TrainAsync();

        using var session = Trainer.Engine.Load(await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx")));
        using var model = await LoadAsync(_trainer.Output);

        Assert.Equal([1, 2], Assert.Single(session.Outputs).Shape);
        Assert.Equal(1, model.Score(Trainer.Decoder, Trainer.Disc(7)).Sum(), 1e-5);
    }

    [Fact]
    public async Task The_same_pictures_and_seed_give_the_same_bytes()
    {
        _trainer.DrawBoth(6);
        await _trainer.TrainAsync();
        var first = await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx"));

        await _trainer.TrainAsync();

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx")));
        Assert.Equal(["shapes"], Directory.GetFileSystemEntries(Path.GetDirectoryName(_trainer.Output)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Files_that_are_no_pictures_are_named_and_left_out()
    {
        _trainer.DrawBoth(5);
        var text = _trainer.Save("discs", "notes.jpg", "not a picture"u8.ToArray());
        var empty = _trainer.Save("stripes", "empty.png", []);
        _trainer.Save("stripes", ".DS_Store", [1, 2, 3]);

        var report = await _trainer.TrainAsync();

        Assert.Equal([text, empty], report.Skipped.Select(file => file.Path));
        Assert.Equal(10, report.Pictures);
    }

    [Fact]
    public async Task A_copy_under_another_name_counts_once_and_is_named()
    {
        _trainer.DrawBoth(5);
        var copy = _trainer.Save("discs", "copy.jpg", Trainer.Disc(0));

        var report = await _trainer.TrainAsync();

        Assert.Equal([Path.Combine(_trainer.Pictures, "discs", "0.jpg"), copy], Assert.Single(report.Duplicates));
        Assert.Equal(10, report.Pictures);
    }

    [Fact]
    public async Task A_picture_under_two_labels_is_refused_with_both_names()
    {
        _trainer.DrawBoth(3);
        var wrong = _trainer.Save("stripes", "wrong.jpg", Trainer.Disc(0));

        var error = await Assert.ThrowsAsync<TrainingException>(_trainer.TrainAsync);

        Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("discs", "0.jpg"), error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_trainer.Output));
    }

    [Fact]
    public async Task Labels_may_be_written_in_any_script()
    {
        for (var i = 0; i < 3; i++)
        {
            _trainer.Save("Tagesgerichte für heute", $"Tafel é {i}.jpg", Trainer.Stripes(i));
            _trainer.Save("その他", $"皿{i}.jpg", Trainer.Disc(i));
        }

        var report = await _trainer.TrainAsync();

        Assert.Equal(["Tagesgerichte für heute", "その他"], report.Labels.Select(label => label.Label));
        using var model = await LoadAsync(_trainer.Output);
        Assert.Equal(report.Labels.Select(label => label.Label), model.Description.Labels);
        Assert.Contains("その他", await File.ReadAllTextAsync(Path.Combine(_trainer.Output, "model.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_absent_empty_or_of_one_label_is_refused()
    {
        Assert.Contains("There is no folder", await RefusalAsync(), StringComparison.Ordinal);

        Directory.CreateDirectory(_trainer.Pictures);
        Assert.Contains("holds no folder", await RefusalAsync(), StringComparison.Ordinal);

        _trainer.Save("discs", "0.jpg", Trainer.Disc(0));
        Assert.Contains("one label only, 'discs'", await RefusalAsync(), StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_trainer.Pictures, "stripes"));
        Assert.Contains("stripes is empty", await RefusalAsync(), StringComparison.Ordinal);

        _trainer.Save("stripes", "0.jpg", Trainer.Stripes(0));
        Assert.Contains("'discs' has fewer than 2", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_model_is_not_replaced()
    {
        _trainer.DrawBoth(2);
        Directory.CreateDirectory(_trainer.Output);
        var precious = Path.Combine(_trainer.Output, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");

        Assert.Contains("is not replaced", await RefusalAsync(), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    [Fact]
    public async Task A_training_that_fails_leaves_the_former_model()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        var former = await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx"));
        _trainer.Save("stripes", "wrong.jpg", Trainer.Disc(0));

        await RefusalAsync();

        Assert.Equal(former, await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx")));
    }

    [Fact]
    public async Task A_card_that_a_person_wrote_stays_and_one_that_training_wrote_is_renewed()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        var card = Path.Combine(_trainer.Output, "MODEL_CARD.md");
        var former = await File.ReadAllTextAsync(card);
        _trainer.DrawBoth(4);
        await _trainer.TrainAsync();
        Assert.NotEqual(former, await File.ReadAllTextAsync(card));

        await File.WriteAllTextAsync(card, "# Boards of my own shop\n");
        await _trainer.TrainAsync();

        Assert.Equal("# Boards of my own shop\n", await File.ReadAllTextAsync(card));
    }

    [Fact]
    public async Task A_training_that_is_cancelled_leaves_nothing_behind()
    {
        _trainer.DrawBoth(10);
        using var cancellation = new CancellationTokenSource();
        var progress = new Cancelling(cancellation);
        var trainer = new ModelTrainer(Trainer.Decoder, Trainer.Engine, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trainer.TrainAsync(_trainer.Request, progress, cancellation.Token));

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(_trainer.Output)!));
    }

    [Fact]
    public async Task A_backbone_without_a_description_is_refused_with_an_example()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "strong.onnx");
        await File.WriteAllBytesAsync(backbone, ScatteringBackbone.Write());

        var refusal = await RefusalAsync(_trainer.Request with { Backbone = backbone });

        Assert.Contains("strong.json is missing", refusal, StringComparison.Ordinal);
        Assert.Contains("\"mean\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_tensor_that_does_not_exist_is_refused_with_those_that_do()
    {
        _trainer.DrawBoth(2);

        Assert.Contains("features", await RefusalAsync(_trainer.Request with { FeatureTensor = "fire9" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_whose_description_does_not_fit_is_refused_with_its_file()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "strong.onnx");
        var description = Path.ChangeExtension(backbone, ".json");
        await File.WriteAllBytesAsync(backbone, ScatteringBackbone.Write());
        var request = _trainer.Request with { Backbone = backbone };

        foreach (var input in new[] { """{ "name": "picture", "width": 8, "height": 8 }""", """{ "name": "image", "width": 160, "height": 160 }""", """{ "name": "picture" }""", """[""" })
        {
            await File.WriteAllTextAsync(description, $$"""{ "input": {{input}} }""");
            Assert.Contains(description, await RefusalAsync(request), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_backbone_that_is_no_model_is_refused()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "text.onnx");
        await File.WriteAllTextAsync(backbone, "This is no protobuf.");
        await File.WriteAllTextAsync(Path.ChangeExtension(backbone, ".json"), """{ "input": { "name": "x", "width": 8, "height": 8 } }""");

        Assert.Contains("is no ONNX file", await RefusalAsync(_trainer.Request with { Backbone = backbone }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_saved_again_is_named_and_stays_with_its_twin()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            _trainer.Save("odd", $"{seed}.jpg", Trainer.Photograph((2 * seed) + 1, 320, 90));
            _trainer.Save("even", $"{seed}.jpg", Trainer.Photograph(2 * seed, 320, 90));
        }

        var again = _trainer.Save("odd", "again.jpg", Trainer.Photograph(5, 240, 60));
        var wrong = _trainer.Save("odd", "wrong.jpg", Trainer.Photograph(4, 240, 60));

        var report = await _trainer.TrainAsync();

        Assert.Equal(2, report.Twins.Count);
        Assert.Contains(report.Twins, twin => twin.Contains(again) && twin.Contains(Path.Combine(_trainer.Pictures, "odd", "2.jpg")));
        Assert.Contains(report.Warnings, warning => warning.Contains("under two labels", StringComparison.Ordinal) && warning.Contains(wrong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Few_pictures_are_warned_of_with_what_that_means()
    {
        _trainer.DrawBoth(4);

        var report = await _trainer.TrainAsync();

        Assert.Contains(report.Warnings, warning => warning.Contains("'discs' has 4 different pictures, fewer than 10", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, warning => warning.Contains("folds took turns", StringComparison.Ordinal));
        Assert.InRange(report.Evaluation.AccuracyInterval.High - report.Evaluation.AccuracyInterval.Low, 0.2, 1);
    }

    [Fact]
    public async Task Enough_pictures_are_measured_on_a_part_that_was_set_aside()
    {
        _trainer.DrawBoth(120);

        var report = await _trainer.TrainAsync();

        Assert.Equal(0, report.Folds);
        Assert.All(report.Labels, label => Assert.Equal(120, label.Training + label.Validation + label.Test));
        Assert.Equal(report.Labels.Sum(label => label.Test), report.Evaluation.Pictures);
        Assert.DoesNotContain(report.Warnings, warning => warning.Contains("folds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_training_looks_at_no_picture_again()
    {
        _trainer.DrawBoth(6);
        var request = _trainer.Request with { CacheFolder = Path.Combine(_trainer.Root, "features"), Augmentation = new Augmentation { Copies = 1, Flip = true } };
        var first = await Trainer.TrainAsync(request);
        var model = await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx"));

        var second = await Trainer.TrainAsync(request);

        Assert.Equal((0, 12), (first.Cached, second.Cached));
        Assert.Equal(model, await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx")));
    }

    [Fact]
    public async Task A_damaged_cache_is_computed_again_and_said()
    {
        _trainer.DrawBoth(3);
        var request = _trainer.Request with { CacheFolder = Path.Combine(_trainer.Root, "features") };
        await Trainer.TrainAsync(request);
        await File.WriteAllTextAsync(Directory.EnumerateFiles(request.CacheFolder, "*.features", SearchOption.AllDirectories).First(), "rust");

        var report = await Trainer.TrainAsync(request);

        Assert.Equal(5, report.Cached);
        Assert.Contains(report.Warnings, warning => warning.Contains("1 file(s) of the feature cache were damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hidden_layer_goes_into_the_model_with_its_calibration()
    {
        _trainer.DrawBoth(12);

        var report = await Trainer.TrainAsync(_trainer.Request with { Hidden = 8, Folds = 3 });

        Assert.Equal((8, 3), (report.Hidden, report.Folds));
        using var model = await LoadAsync(_trainer.Output);
        Assert.True(model.Score(Trainer.Decoder, Trainer.Disc(50))[0] > 0.5);
        Assert.True(model.Score(Trainer.Decoder, Trainer.Stripes(50))[1] > 0.5);
    }

    [Theory]
    [InlineData("--folds is 1", 1, 0.1, null, 0)]
    [InlineData("--folds 9 needs 9 different pictures of each label, and 'discs' has 3", 9, 0.1, null, 0)]
    [InlineData("--validation and --test", null, 0.95, null, 0)]
    [InlineData("--precision is 98", null, 0.1, 98.0, 0)]
    [InlineData("--hidden is -1", null, 0.1, null, -1)]
    public async Task A_request_that_cannot_be_followed_is_refused_by_the_option(string expected, int? folds, double test, double? precision, int hidden)
    {
        _trainer.DrawBoth(3);

        Assert.Contains(expected, await RefusalAsync(_trainer.Request with { Folds = folds, TestShare = test, Precision = precision, Hidden = hidden }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_for_a_label_that_there_is_not_is_refused()
    {
        _trainer.DrawBoth(3);

        Assert.Contains("'disks'", await RefusalAsync(_trainer.Request with { LabelWeights = new Dictionary<string, double> { ["disks"] = 2 } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_with_two_inputs_is_refused_with_their_names()
    {
        _trainer.DrawBoth(2);
        var graph = new OnnxGraphWriter("");
        graph.Input("picture", 1, 3, 8, 8);
        graph.Input("mask", 1, 3, 8, 8);
        graph.NodeTo("sum", "Add", ["picture", "mask"]);
        graph.Output("sum", 1, 3, 8, 8);

        var refusal = await RefusalAsync(await SaveBackboneAsync(graph, """{ "name": "picture", "width": 8, "height": 8 }"""));

        Assert.Contains("has 2 inputs (picture, mask)", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_whose_size_is_left_open_takes_the_described_one()
    {
        _trainer.DrawBoth(3);
        var graph = new OnnxGraphWriter("");
        graph.OpenInput("picture", 4);
        graph.NodeTo("maps", "Abs", ["picture"]);
        graph.Expose("maps");

        var report = await Trainer.TrainAsync(await SaveBackboneAsync(graph, """{ "name": "picture", "width": 20, "height": 12 }"""));

        Assert.Equal(3, report.Features);
    }

    [SkippableFact]
    public async Task Five_folds_of_food_photographs_with_the_built_in_backbone_match_plain_logistic_regression()
    {
        var report = await Trainer.TrainAsync(_trainer.Request with { Folder = TestData.Require("images", "hotdog"), Folds = 5 });

        Assert.InRange(report.Evaluation.Accuracy, 0.71, 0.85);
        Assert.InRange(report.Evaluation.Auc!.Value, 0.79, 0.9);
    }

    [SkippableFact]
    public async Task Twenty_trees_train_a_model_that_says_how_little_they_prove()
    {
        var report = await Trainer.TrainAsync(_trainer.Request with { Folder = TestData.Require("images", "trees") });

        Assert.Equal((20, 5), (report.Pictures, report.Folds));
        Assert.Contains(report.Warnings, warning => warning.Contains("'Hemlock' has 10 different pictures", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_head_on_features_in_the_middle_of_a_learned_16_bit_network_does_better()
    {
        var backbone = Path.Combine(_trainer.Root, "squeezenet.onnx");
        File.Copy(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"), backbone);
        await File.WriteAllTextAsync(Path.ChangeExtension(backbone, ".json"),
            """{ "input": { "name": "data_0", "width": 224, "height": 224, "elementType": "float16", "channels": "bgr", "mean": [104, 117, 123] } }""");

        var report = await Trainer.TrainAsync(_trainer.Request with { Folder = TestData.Require("images", "hotdog"), Backbone = backbone, FeatureTensor = "fire9/concat_1", Folds = 5 });

        Assert.Equal(512, report.Features);
        Assert.InRange(report.Evaluation.Accuracy, 0.85, 0.95);
        Assert.InRange(report.Evaluation.Auc!.Value, 0.92, 0.98);
        using var model = await LoadAsync(_trainer.Output);
        Assert.Equal(["hot_dog", "not_hot_dog"], model.Description.Labels);
        Assert.True(new FileInfo(Path.Combine(_trainer.Output, "model.onnx")).Length < new FileInfo(backbone).Length, "The layers behind the features are still in the model.");
    }

    private async Task<TrainingRequest> SaveBackboneAsync(OnnxGraphWriter graph, string input)
    {
        var backbone = Path.Combine(_trainer.Root, "backbone.onnx");
        await File.WriteAllBytesAsync(backbone, graph.ToModel("backbone", irVersion: 7, opset: 13));
        await File.WriteAllTextAsync(Path.ChangeExtension(backbone, ".json"), $$"""{ "input": {{input}} }""");
        return _trainer.Request with { Backbone = backbone };
    }

    private static async Task<LoadedModel> LoadAsync(string folder)
    {
        var description = await ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None);
        return LoadedModel.Load(folder, description, await ModelFiles.ReadModelAsync(folder, description, CancellationToken.None), Trainer.Engine);
    }

    private Task<string> RefusalAsync() => RefusalAsync(_trainer.Request);

    private static async Task<string> RefusalAsync(TrainingRequest request) =>
        (await Assert.ThrowsAsync<TrainingException>(() => Trainer.TrainAsync(request))).Message;

    private sealed class Cancelling(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value is { Stage: TrainingStage.Features, Done: 5 })
                cancellation.Cancel();
        }
    }
}
