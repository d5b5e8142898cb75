using System.Globalization;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;

namespace Spotter.Learning.Tests.Training;

/// <summary>What a training writes, what it leaves alone, and what it says.</summary>
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
        using var model = await Trainer.LoadAsync(_trainer.Output);
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
        using var model = await Trainer.LoadAsync(_trainer.Output);

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
    public async Task A_folder_that_holds_no_model_is_not_replaced()
    {
        _trainer.DrawBoth(2);
        Directory.CreateDirectory(_trainer.Output);
        var precious = Path.Combine(_trainer.Output, "precious.txt");
        await File.WriteAllTextAsync(precious, "mine");

        Assert.Contains("is not replaced", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(precious));
    }

    [Fact]
    public async Task Files_of_others_in_a_models_folder_stay_when_it_is_trained_again()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        var notes = Path.Combine(Directory.CreateDirectory(Path.Combine(_trainer.Output, "notes")).FullName, "precious.txt");
        await File.WriteAllTextAsync(notes, "mine");
        var former = await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx"));
        _trainer.DrawBoth(4);

        await _trainer.TrainAsync();

        Assert.Equal("mine", await File.ReadAllTextAsync(notes));
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.NotEqual(former, await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, model.Description.File)));
        Assert.Equal(["discs", "stripes"], model.Description.Labels);
    }

    [Fact]
    public async Task The_file_of_a_model_that_is_replaced_is_never_overwritten_and_goes_when_the_new_description_counts()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        _trainer.DrawBoth(4);

        await _trainer.TrainAsync();

        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal([model.Description.File], Directory.GetFiles(_trainer.Output, "*.onnx").Select(Path.GetFileName));
        Assert.NotEqual("model.onnx", model.Description.File);
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("model.onnx")]
    public async Task A_file_of_the_former_model_that_the_disk_does_not_give_at_the_end_costs_no_training(string file)
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        _trainer.DrawBoth(4);
        FileStream? held = null;

        await new ModelTrainer(Trainer.Decoder, Trainer.Drawer, Trainer.Engine, Trainer.Models, TimeProvider.System).TrainAsync(
            _trainer.Request,
            new Calling(() => held = new FileStream(
                Path.Combine(_trainer.Output, file), FileMode.Open, FileAccess.ReadWrite, FileShare.None)),
            CancellationToken.None);

        held!.Dispose();
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal([model.Description.File], Directory.GetFiles(_trainer.Output, "*.onnx").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_model_that_the_disk_does_not_give_is_not_replaced()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        using var held = new FileStream(
            Path.Combine(_trainer.Output, "model.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<ModelStoreException>(_trainer.TrainAsync);
    }

    [Fact]
    public async Task A_first_version_is_not_replaced_while_a_later_one_is_in_use()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        var version = Path.GetFileName(ModelVersions.Next(_trainer.Output, DateTimeOffset.UnixEpoch));
        await Trainer.TrainAsync(
            _trainer.Request with { OutputFolder = ModelVersions.FolderOf(_trainer.Output, version), Name = "shapes" });
        ModelVersions.Use(_trainer.Output, version);

        Assert.Contains($"{version} is in use", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);

        ModelVersions.Use(_trainer.Output, ModelVersions.First);
        await _trainer.TrainAsync();
    }

    [Fact]
    public async Task Two_trainings_do_not_write_one_model_at_a_time()
    {
        _trainer.DrawBoth(3);
        var second = "";

        await new ModelTrainer(Trainer.Decoder, Trainer.Drawer, Trainer.Engine, Trainer.Models, TimeProvider.System).TrainAsync(
            _trainer.Request, new Calling(() => second = Trainer.RefusalAsync(_trainer.Request).Result), CancellationToken.None);

        Assert.Contains("another training is writing there", second, StringComparison.Ordinal);
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal("shapes", model.Description.Name);
    }

    [Fact]
    public async Task What_a_killed_training_left_is_swept_away()
    {
        _trainer.DrawBoth(3);
        var models = Path.GetDirectoryName(_trainer.Output)!;
        await File.WriteAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Path.Combine(models, ".shapes.unfinished")).FullName, "model.json"), "{");
        await File.WriteAllTextAsync(Path.Combine(models, ".shapes.training"), "");

        await _trainer.TrainAsync();

        Assert.Equal(["shapes"], Directory.GetFileSystemEntries(models).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_hidden_folder_is_refused_for_a_model()
    {
        _trainer.DrawBoth(2);

        Assert.Contains("'.shapes' cannot be a model's name", await Trainer.RefusalAsync(
            _trainer.Request with { OutputFolder = Path.Combine(_trainer.Root, ".shapes") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_precision_that_is_not_sure_is_warned_of_with_what_it_would_take()
    {
        _trainer.DrawBoth(12);
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");

        var report = await Trainer.TrainAsync(_trainer.Request with { Precision = 0.98 });

        var warning = Assert.Single(
            report.Warnings, warning => warning.StartsWith("The precision of 0.98 is not sure", StringComparison.Ordinal));
        Assert.Matches(@"'discs' \(sure of 0\.\d{3}\)", warning);
        Assert.Contains("It takes 149 pictures", warning, StringComparison.Ordinal);
        Assert.All(report.Evaluation.Labels, label => Assert.NotNull(label.LeastScore));
    }

    [Fact]
    public async Task A_precision_that_is_sure_is_not_warned_of()
    {
        _trainer.DrawBoth(40);

        var report = await Trainer.TrainAsync(_trainer.Request with { Precision = 0.8 });

        Assert.DoesNotContain(report.Warnings, warning => warning.StartsWith("The precision", StringComparison.Ordinal));
        Assert.All(report.Evaluation.Labels, label => Assert.InRange(label.RecallAtLeastScore!.Value, 0.5, 1));
    }

    [Fact]
    public async Task A_label_of_three_pictures_has_no_least_score()
    {
        _trainer.DrawBoth(3);
        _trainer.Save("discs", "fourth.jpg", Trainer.Disc(30));

        var report = await _trainer.TrainAsync();

        Assert.NotNull(report.Evaluation.Labels[0].LeastScore);
        Assert.Null(report.Evaluation.Labels[1].LeastScore);
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal(["discs"], model.Description.LeastScores.Keys);
    }

    [Fact]
    public async Task A_small_notice_among_photographs_is_pointed_at()
    {
        for (var seed = 0; seed < 12; seed++)
            _trainer.Save("patches", $"{seed}.jpg", Trainer.Photograph(seed, 960, 95));
        for (var seed = 0; seed < 12; seed++)
            _trainer.Save("discs", $"{seed}.jpg", Trainer.Disc(seed));
        var notice = _trainer.Save("patches", "imageNotFound.jpg", Trainer.Notice());

        var report = await _trainer.TrainAsync();

        Assert.Equal([notice], report.Odd);
        Assert.Contains(report.Warnings, warning => warning.Contains($"{notice} ('patches')", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_training_that_fails_leaves_the_former_model()
    {
        _trainer.DrawBoth(3);
        await _trainer.TrainAsync();
        var former = await File.ReadAllBytesAsync(Path.Combine(_trainer.Output, "model.onnx"));
        _trainer.Save("stripes", "wrong.jpg", Trainer.Disc(0));

        await Trainer.RefusalAsync(_trainer.Request);

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
        var trainer = new ModelTrainer(Trainer.Decoder, Trainer.Drawer, Trainer.Engine, Trainer.Models, TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trainer.TrainAsync(_trainer.Request, progress, cancellation.Token));

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(_trainer.Output)!));
    }

    [Fact]
    public async Task Few_pictures_are_warned_of_with_what_that_means()
    {
        _trainer.DrawBoth(4);

        var report = await _trainer.TrainAsync();

        Assert.Contains(report.Warnings, warning => warning.Contains(
            "Measured on fewer than 10 different pictures: 'discs' (4), 'stripes' (4)", StringComparison.Ordinal));
        Assert.InRange(report.Evaluation.AccuracyInterval.High - report.Evaluation.AccuracyInterval.Low, 0.2, 1);
    }

    [Fact]
    public async Task Where_it_is_asked_for_a_part_is_set_aside_to_measure_on()
    {
        _trainer.DrawBoth(120);

        var report = await Trainer.TrainAsync(_trainer.Request with { TestShare = 0.1 });

        Assert.Equal(0, report.Folds);
        Assert.All(report.Labels, label => Assert.Equal(120, label.Training + label.Validation + label.Test));
        Assert.Equal(report.Labels.Sum(label => label.Test), report.Evaluation.Pictures);
        Assert.DoesNotContain(report.Warnings, warning => warning.Contains("folds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_would_hold_too_few_gives_way_to_folds()
    {
        _trainer.DrawBoth(12);

        var report = await Trainer.TrainAsync(_trainer.Request with { TestShare = 0.1 });

        Assert.Equal(5, report.Folds);
        Assert.Contains(report.Warnings, warning => warning.Contains("5 folds took turns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_training_looks_at_no_picture_again()
    {
        _trainer.DrawBoth(6);
        var request = _trainer.Request with
        {
            CacheFolder = Path.Combine(_trainer.Root, "features"),
            Augmentation = new Augmentation { Copies = 1, Flip = true },
        };
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
        await File.WriteAllTextAsync(
            Directory.EnumerateFiles(request.CacheFolder, "*.features", SearchOption.AllDirectories).First(), "rust");

        var report = await Trainer.TrainAsync(request);

        Assert.Equal(5, report.Cached);
        Assert.Contains(
            report.Warnings, warning => warning.Contains("1 file(s) of the feature cache were damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hidden_layer_goes_into_the_model_with_its_calibration()
    {
        _trainer.DrawBoth(12);

        var report = await Trainer.TrainAsync(_trainer.Request with { Hidden = 8, Folds = 3 });

        Assert.Equal((8, 3), (report.Hidden, report.Folds));
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.True(model.Score(Trainer.Decoder, Trainer.Disc(50))[0] > 0.5);
        Assert.True(model.Score(Trainer.Decoder, Trainer.Stripes(50))[1] > 0.5);
    }

    [Theory]
    [InlineData("--folds is 1", 1, null, null, 0)]
    [InlineData("--folds 9 needs 9 different pictures of each label, and 'discs' has 3", 9, null, null, 0)]
    [InlineData("--validation and --test", null, 0.95, null, 0)]
    [InlineData("--precision is 98", null, null, 98.0, 0)]
    [InlineData("--hidden is -1", null, null, null, -1)]
    public async Task A_request_that_cannot_be_followed_is_refused_by_the_option(
        string expected, int? folds, double? test, double? precision, int hidden)
    {
        _trainer.DrawBoth(3);

        var refusal = await Assert.ThrowsAsync<TrainingException>(() => Trainer.TrainAsync(
            _trainer.Request with { Folds = folds, TestShare = test, Precision = precision, Hidden = hidden }));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.IsInput);
    }

    [Fact]
    public async Task A_weight_for_a_label_that_there_is_not_is_refused()
    {
        _trainer.DrawBoth(3);

        Assert.Contains("'disks'", await Trainer.RefusalAsync(
            _trainer.Request with { LabelWeights = new Dictionary<string, double> { ["disks"] = 2 } }), StringComparison.Ordinal);
    }

    private sealed class Calling(Action call) : IProgress<TrainingProgress>
    {
        private int _called;

        public void Report(TrainingProgress value)
        {
            if (Interlocked.Exchange(ref _called, 1) == 0)
                call();
        }
    }

    private sealed class Cancelling(CancellationTokenSource cancellation) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value is { Stage: TrainingStage.Features, Done: 5 })
                cancellation.Cancel();
        }
    }
}
