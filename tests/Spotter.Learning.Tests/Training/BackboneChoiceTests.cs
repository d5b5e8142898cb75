using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Learning.Backbones;
using Spotter.Learning.Requests;
using Spotter.Models;

namespace Spotter.Learning.Tests.Training;

/// <summary>Which backbone a training takes where none is named, and what it says of the others.</summary>
public sealed class BackboneChoiceTests : IDisposable
{
    private readonly Trainer _trainer = new();

    private IOptions<ModelOptions> Models => Options.Create(new ModelOptions { Folder = Path.Combine(_trainer.Root, "models") });

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public async Task A_featurizer_that_was_added_is_taken_and_compared_with_the_built_in_one()
    {
        _trainer.DrawBoth(10);
        await AddFeaturizerAsync("learned");

        var report = await Trainer.TrainAsync(_trainer.Request, Models);

        Assert.Equal(Path.Combine(_trainer.Root, "models", "learned", "model.onnx"), report.Backbone);
        var other = Assert.Single(report.Compared);
        Assert.Equal("scattering (built in)", other.Backbone);
        // It is the same network under another name, so in the same folds it must do the same.
        Assert.Equal(report.Evaluation.Accuracy, other.Accuracy);
        Assert.Equal(report.Evaluation.AccuracyInterval, other.AccuracyInterval);
        Assert.Equal(report.Evaluation.Auc!.Value, other.Auc!.Value, 1e-9);
        Assert.Contains("instead with scattering (built in)", await File.ReadAllTextAsync(report.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_compares_on_the_same_part()
    {
        _trainer.DrawBoth(80);
        await AddFeaturizerAsync("learned");

        var report = await Trainer.TrainAsync(_trainer.Request with { TestShare = 0.2, ValidationShare = 0.2 }, Models);

        Assert.Equal(0, report.Folds);
        Assert.Equal(report.Evaluation.Accuracy, Assert.Single(report.Compared).Accuracy);
    }

    [Fact]
    public async Task A_backbone_that_is_named_is_compared_with_nothing()
    {
        _trainer.DrawBoth(4);
        await AddFeaturizerAsync("learned");

        var report = await Trainer.TrainAsync(_trainer.Request with { Backbone = TrainingRequest.BuiltIn }, Models);

        Assert.Equal("scattering (built in)", report.Backbone);
        Assert.Empty(report.Compared);
    }

    [Fact]
    public async Task A_broken_featurizer_and_trained_models_are_passed_over()
    {
        _trainer.DrawBoth(4);
        var models = Path.Combine(_trainer.Root, "models");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(models, "broken")).FullName, "model.json"), "{");
        await _trainer.TrainAsync();

        var report = await Trainer.TrainAsync(_trainer.Request, Models);

        Assert.Equal("scattering (built in)", report.Backbone);
        Assert.Empty(report.Compared);
    }

    [Fact]
    public async Task No_other_backbone_is_taken_because_the_disk_does_not_give_one_for_a_moment()
    {
        _trainer.DrawBoth(4);
        await AddFeaturizerAsync("learned");
        using var held = new FileStream(
            Path.Combine(_trainer.Root, "models", "learned", "model.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<ModelStoreException>(() => Trainer.TrainAsync(_trainer.Request, Models));
    }

    private async Task AddFeaturizerAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_trainer.Root, "models", name)).FullName;
        var description = ScatteringBackbone.Description;
        await File.WriteAllBytesAsync(Path.Combine(folder, "model.onnx"), ScatteringBackbone.Write());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "model.json"),
            JsonSerializer.Serialize(
                new ModelDescription
                {
                    Name = name,
                    Kind = ModelKind.Featurizer,
                    Input = description.Input,
                    Output = new ModelOutput { Name = "features" },
                },
                ModelJson.Default.ModelDescription
            )
        );
    }
}
