using Spotter.Captions;
using Spotter.Learning.Captions;
using Spotter.Learning.Requests;
using Spotter.Learning.Tests.Training;
using Spotter.Models;
using Spotter.Tests.Captions;

namespace Spotter.Learning.Tests.Captions;

public sealed class CaptionTrainerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("spotter-captions-").FullName;
    private readonly List<string> _lines = [];

    private string Page => Path.Combine(_root, "report.html");

    private string Input => Path.Combine(_root, "accounts.jsonl");

    private CaptionTrainingRequest Request => new()
    {
        Input = Input,
        OutputFolder = Path.Combine(_root, "models", "tone"),
        Encoder = SmallBert.Save(Path.Combine(_root, "encoder"), layers: 4, width: 12),
        Pooling = Pooling.Cls4,
        Tokens = 12,
        Hidden = 24,
        Epochs = 30,
        LearningRate = 0.003,
        CacheFolder = Path.Combine(_root, "features"),
    };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_training_measures_on_accounts_it_was_not_fitted_to_and_its_file_says_what_the_head_said()
    {
        Draw("a", 30);
        var report = await TrainAsync(Request);

        Assert.Equal((60, 48), (report.Evaluation.Pictures, report.Features));
        Assert.True(report.Evaluation.Accuracy > 0.9, $"{report.Evaluation.Accuracy}");
        Assert.True(report.WordsAlone.Accuracy > 0.9, $"{report.WordsAlone.Accuracy}");
        Assert.Equal(report.Evaluation.Pictures, report.WordsAlone.Comparison.Pictures);
        Assert.Contains("not shown to be worth it", report.WordsAlone.Verdict);
        var page = await File.ReadAllTextAsync(report.Page);
        Assert.Contains("60 accounts", page);
        Assert.DoesNotContain("pictures", page[page.IndexOf("<body>", StringComparison.Ordinal)..].Replace("class='pictures'", ""));
        Assert.Contains("words alone", await File.ReadAllTextAsync(Path.Combine(report.ModelFolder, "MODEL_CARD.md")));

        var again = await TrainAsync(Request with { OutputFolder = Path.Combine(_root, "models", "again") });
        Assert.Equal(report.Counts.Captions, again.Counts.Cached);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(report.ModelFolder, "model.onnx")),
            await File.ReadAllBytesAsync(Path.Combine(again.ModelFolder, "model.onnx")));
    }

    [Fact]
    public async Task A_model_that_is_trained_again_keeps_its_file_until_the_new_description_counts()
    {
        Draw("a", 15);
        var first = await TrainAsync(Request);
        var before = await CaptionModel.DescribeAsync(first.ModelFolder, CancellationToken.None);
        var same = await TrainAsync(Request);
        Assert.Equal(before.File, (await CaptionModel.DescribeAsync(same.ModelFolder, CancellationToken.None)).File);
        using var loaded = await CaptionModel.LoadAsync(first.ModelFolder, int.MaxValue, Trainer.Engine, CancellationToken.None);

        await TrainAsync(Request with { Seed = 7 });

        var after = await CaptionModel.DescribeAsync(first.ModelFolder, CancellationToken.None);
        Assert.Equal(("model.onnx", $"model-{after.Version}.onnx"), (before.File, after.File));
        Assert.Equal([after.File], Directory.GetFiles(first.ModelFolder, "*.onnx").Select(Path.GetFileName));
        Assert.Equal(["vocab.txt"], Directory.GetFiles(first.ModelFolder, "vocab*").Select(Path.GetFileName));
        using var again = await CaptionModel.LoadAsync(first.ModelFolder, int.MaxValue, Trainer.Engine, CancellationToken.None);
    }

    [Fact]
    public async Task Three_labels_are_told_apart_and_predicted()
    {
        Draw("a", 15);
        for (var i = 0; i < 15; i++)
            Add($"c{i}", "shop", i % 2 == 0 ? "soup today" : "soup. soup!");
        var report = await TrainAsync(Request);

        using var model = await CaptionModel.LoadAsync(report.ModelFolder, int.MaxValue, Trainer.Engine, CancellationToken.None);
        AccountCaptions[] asked = [new("x", ["soup today", "soup. soup!"], null), new("y", ["🍲"], null)];
        var said = new CaptionAverager(model.Encoder, null).Average(asked, null, CancellationToken.None).Select(model.Predict).ToList();

        Assert.Equal(["other", "rude", "shop"], model.Description.Labels);
        Assert.Equal("shop", said[0].Label);
        Assert.Equal(1, said[0].Scores.Sum(), 5);
        Assert.InRange(said[0].Low!.Value, 0, said[0].High!.Value);
        Assert.Equal((null, 1), (said[1].Label, said[1].Wordless));
    }

    [Fact]
    public async Task An_evaluation_leaves_out_what_the_model_was_made_from()
    {
        Draw("a", 30);
        var trained = await TrainAsync(Request);
        Draw("b", 10);

        var report = await EvaluateAsync(trained.ModelFolder);

        Assert.Equal((60, 20), (report.Seen, report.Evaluation.Pictures));
        Assert.True(report.Evaluation.Accuracy > 0.9);
        Assert.NotNull(report.WordsAlone);
        Assert.Contains("<time datetime='", await File.ReadAllTextAsync(Page), StringComparison.Ordinal);
        File.WriteAllLines(Input, _lines.Take(60));
        var none = await Assert.ThrowsAsync<TrainingException>(() => EvaluateAsync(trained.ModelFolder));
        Assert.Contains("made from all 60", none.Message);
    }

    [Fact]
    public async Task What_no_model_can_be_trained_from_is_refused()
    {
        Add("a", "rude", "late flight");
        Add("b", "rude", "never again");
        Assert.Contains("have the label 'rude'", (await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(Request))).Message);

        Add("c", "other", "thanks");
        Assert.Contains("'other' has 1 account", (await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(Request))).Message);

        Add("d", "other", "great");
        Assert.Contains("--folds is 5", (await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(Request))).Message);
        Assert.Contains("3 to 64 tokens", (await Assert.ThrowsAsync<ModelException>(
            () => TrainAsync(Request with { Tokens = 65 }))).Message);
        Assert.False(Directory.Exists(Request.OutputFolder));
    }

    // Who is rude writes of late flights; a few words are everybody's.
    private void Draw(string prefix, int each)
    {
        string[] rude = ["late flight again", "never again!", "late bag. never", "bag late today"];
        string[] other = ["thanks great crew", "great crew!", "thanks.", "great flight today thanks"];
        for (var i = 0; i < each; i++)
        {
            Add($"{prefix}-rude{i}", "rude", rude[i % 4], rude[(i * 7 / 3) % 4]);
            Add($"{prefix}-other{i}", "other", other[i % 4], other[(i * 7 / 3) % 4]);
        }
    }

    private void Add(string account, string label, params string[] captions)
    {
        var quoted = string.Join(',', captions.Select(caption => $"\"{caption}\""));
        _lines.Add($$"""{"account":"{{account}}","label":"{{label}}","captions":[{{quoted}}]}""");
        File.WriteAllLines(Input, _lines);
    }

    private static Task<CaptionTrainingReport> TrainAsync(CaptionTrainingRequest request) =>
        new CaptionTrainer(Trainer.Engine, Trainer.Models, TimeProvider.System).TrainAsync(request, null, CancellationToken.None);

    private Task<CaptionEvaluationReport> EvaluateAsync(string model) => new CaptionEvaluator(
        Trainer.Engine, Trainer.Models, TimeProvider.System).EvaluateAsync(
        new CaptionEvaluationRequest(model, Input, null, false, null, Page), null, CancellationToken.None);
}
