using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace Spotter.Learning.Tests.Training;

public sealed class ModelEvaluatorTests : IDisposable
{
    private readonly Trainer _trainer = new();
    private readonly ModelCatalog _models;
    private readonly ModelEvaluator _evaluator;

    public ModelEvaluatorTests()
    {
        var options = Options.Create(new ModelOptions { Folder = Path.GetDirectoryName(_trainer.Output)! });
        _models = new ModelCatalog(Trainer.Engine, options);
        _evaluator = new ModelEvaluator(_models, Trainer.Decoder, Trainer.Drawer, TimeProvider.System);
    }

    private EvaluationRequest Request => new() { Folder = Path.Combine(_trainer.Root, "new"), Model = "shapes" };

    public void Dispose()
    {
        _models.Dispose();
        _trainer.Dispose();
    }

    [Fact]
    public async Task Pictures_it_never_saw_are_measured_and_those_it_saw_are_left_out()
    {
        await TrainAsync();
        Draw("discs", 100, 130);
        Draw("stripes", 100, 125);
        Save("discs", "seen.jpg", Trainer.Disc(3));
        Save("discs", "broken.jpg", "no picture"u8.ToArray());
        var page = Path.Combine(_trainer.Root, "report.html");

        var report = await _evaluator.EvaluateAsync(Request with { PageFile = page }, null, CancellationToken.None);

        Assert.Equal((55, 1), (report.Evaluation.Pictures, report.Seen));
        Assert.InRange(report.Evaluation.Accuracy, 0.8, 1);
        Assert.EndsWith("broken.jpg", Assert.Single(report.Skipped).Path, StringComparison.Ordinal);
        Assert.Contains(report.Warnings, warning => warning.Contains("'discs' (30), 'stripes' (25)", StringComparison.Ordinal));
        Assert.Contains(report.Warnings, warning => warning.Contains("made from them", StringComparison.Ordinal));
        Assert.All(report.Evaluation.Labels, label => Assert.NotNull(label.LeastScore));
        Assert.Contains("</html>", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_part_that_was_set_aside_was_never_seen()
    {
        _trainer.DrawBoth(120);
        var trained = await Trainer.TrainAsync(_trainer.Request with { TestShare = 0.1 });

        var report = await _evaluator.EvaluateAsync(Request with { Folder = _trainer.Pictures }, null, CancellationToken.None);

        Assert.Equal(trained.Evaluation.Pictures, report.Evaluation.Pictures);
        Assert.Equal(trained.Evaluation.Accuracy, report.Evaluation.Accuracy, 1e-9);
        Assert.Equal(trained.Evaluation.LogLoss, report.Evaluation.LogLoss, 1e-4);
    }

    [Fact]
    public async Task Only_pictures_that_it_saw_prove_nothing()
    {
        await TrainAsync();

        Assert.Contains("never saw", await RefusalAsync(Request with { Folder = _trainer.Pictures }), StringComparison.Ordinal);
        var all = await _evaluator.EvaluateAsync(
            Request with { Folder = _trainer.Pictures, IncludeSeen = true }, null, CancellationToken.None);
        Assert.Equal(24, all.Evaluation.Pictures);
    }

    [Fact]
    public async Task A_folder_may_stand_for_a_label_of_another_name()
    {
        await TrainAsync();
        Draw("circles", 100, 104);

        Assert.Contains("--label \"circles=LABEL\"", await RefusalAsync(Request), StringComparison.Ordinal);
        Assert.Contains("the folder 'rings'", await RefusalAsync(
            Request with { LabelNames = new Dictionary<string, string> { ["rings"] = "discs" } }), StringComparison.Ordinal);
        var report = await _evaluator.EvaluateAsync(
            Request with { LabelNames = new Dictionary<string, string> { ["circles"] = "discs" } }, null, CancellationToken.None);
        Assert.Equal(4, report.Evaluation.Labels.Single(label => label.Label == "discs").Pictures);
    }

    [Fact]
    public async Task One_label_is_measured_against_everything_else()
    {
        await TrainAsync();
        Draw("Discs", 100, 120);
        Draw("stripes", 100, 110);
        Draw("wide stripes", 110, 120, Trainer.Stripes);

        var report = await _evaluator.EvaluateAsync(Request with { OnlyLabel = "discs" }, null, CancellationToken.None);

        Assert.Equal(["discs", "anything else"], report.Evaluation.Labels.Select(label => label.Label));
        Assert.Equal([20, 20], report.Evaluation.Labels.Select(label => label.Pictures));
        Assert.NotNull(report.Evaluation.Labels[0].LeastScore);
        Assert.Null(report.Evaluation.Labels[1].LeastScore);
        Assert.InRange(report.Evaluation.Labels[0].Auc!.Value, 0.9, 1);
        Assert.Contains(
            "'rings' is no label of 'shapes'", await RefusalAsync(Request with { OnlyLabel = "rings" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_label_a_folder_must_hold_pictures()
    {
        await TrainAsync();
        Draw("circles", 100, 104, Trainer.Disc);
        Draw("others", 100, 104, Trainer.Stripes);

        Assert.Contains("--label \"FOLDER=discs\"", await RefusalAsync(Request with { OnlyLabel = "discs" }), StringComparison.Ordinal);
        var report = await _evaluator.EvaluateAsync(
            Request with { OnlyLabel = "discs", LabelNames = new Dictionary<string, string> { ["circles"] = "discs" } }, null,
            CancellationToken.None);
        Assert.Equal(4, report.Evaluation.Labels[0].Pictures);
    }

    [SkippableFact]
    public async Task A_class_of_ImageNet_is_measured_without_training()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_trainer.Output)!, "squeezenet")).FullName;
        File.Copy(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"), Path.Combine(folder, "model.onnx"));
        var squeezenet = KnownModels.All.Single(known => known.Description.Name == "squeezenet").Description;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "model.json"),
            JsonSerializer.Serialize(
                squeezenet with
                {
                    File = "model.onnx",
                    Sha256 = null,
                    Input = squeezenet.Input with { ElementType = ElementType.Float16 },
                }, ModelJson.Default.ModelDescription));

        var report = await _evaluator.EvaluateAsync(
            new EvaluationRequest { Folder = TestData.Require("images", "hotdog"), Model = "squeezenet", OnlyLabel = "hotdog" },
            null,
            CancellationToken.None
        );

        Assert.Equal([250, 250], report.Evaluation.Labels.Select(label => label.Pictures));
        Assert.InRange(report.Evaluation.Labels[0].Auc!.Value, 0.7, 1);
    }

    [Fact]
    public async Task A_model_or_folder_that_is_not_there_is_named()
    {
        await TrainAsync();

        Assert.Contains("There is no folder", await RefusalAsync(Request with { Folder = "nowhere" }), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ModelException>(() => _evaluator.EvaluateAsync(
            Request with { Model = "nothing" }, null, CancellationToken.None));
    }

    private Task TrainAsync()
    {
        _trainer.DrawBoth(12);
        return _trainer.TrainAsync();
    }

    private void Draw(string label, int from, int to) => Draw(label, from, to, label == "stripes" ? Trainer.Stripes : Trainer.Disc);

    private void Draw(string label, int from, int to, Func<int, byte[]> draw)
    {
        for (var seed = from; seed < to; seed++)
            Save(label, $"{seed}.jpg", draw(seed));
    }

    private void Save(string label, string name, byte[] bytes) =>
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(Request.Folder, label)).FullName, name), bytes);

    private async Task<string> RefusalAsync(EvaluationRequest request) =>
        (await Assert.ThrowsAsync<TrainingException>(() => _evaluator.EvaluateAsync(request, null, CancellationToken.None))).Message;
}
