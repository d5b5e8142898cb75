using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Learning.Tests.Training;

/// <summary>What trainings on real photographs reach.</summary>
public sealed class PhotographTrainingTests : IDisposable
{
    private readonly Trainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [SkippableFact]
    public async Task Five_folds_of_food_photographs_with_the_built_in_backbone_do_better_than_plain_scattering()
    {
        var report = await Trainer.TrainAsync(_trainer.Request with { Folder = TestData.Require("images", "hotdog"), Folds = 5 });

        Assert.InRange(report.Evaluation.Accuracy, 0.75, 0.85);
        Assert.InRange(report.Evaluation.Auc!.Value, 0.83, 0.9);
    }

    [SkippableFact]
    public async Task Twenty_trees_train_a_model_that_says_how_little_they_prove()
    {
        var report = await Trainer.TrainAsync(_trainer.Request with { Folder = TestData.Require("images", "trees") });

        Assert.Equal((20, 5), (report.Pictures, report.Folds));
        Assert.Contains(report.Warnings, warning => warning.Contains("'Hemlock' (10), 'Japanese_Cherry' (10)", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_head_on_features_in_the_middle_of_a_learned_16_bit_network_does_better()
    {
        var backbone = Path.Combine(_trainer.Root, "squeezenet.onnx");
        File.Copy(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"), backbone);
        await File.WriteAllTextAsync(
            Path.ChangeExtension(backbone, ".json"),
            """{ "input": { "name": "data_0", "width": 224, "height": 224, "elementType": "float16", "channels": "bgr", "mean": [104, 117, 123] } }"""
        );

        var report = await Trainer.TrainAsync(
            _trainer.Request with
            {
                Folder = TestData.Require("images", "hotdog"),
                Backbone = backbone,
                FeatureTensor = "fire9/concat_1",
                Folds = 5,
            }
        );

        Assert.Equal(512, report.Features);
        Assert.InRange(report.Evaluation.Accuracy, 0.85, 0.95);
        Assert.InRange(report.Evaluation.Auc!.Value, 0.92, 0.98);
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal(["hot_dog", "not_hot_dog"], model.Description.Labels);
        Assert.True(
            new FileInfo(Path.Combine(_trainer.Output, "model.onnx")).Length < new FileInfo(backbone).Length,
            "The layers behind the features are still in the model."
        );
    }

    [SkippableFact]
    public async Task A_file_that_takes_after_a_known_model_needs_no_description()
    {
        var backbone = Path.Combine(_trainer.Root, "squeezenet.onnx");
        File.Copy(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"), backbone);
        var request = _trainer.Request with
        {
            Folder = TestData.Require("images", "trees"),
            Backbone = backbone,
            FeatureTensor = "fire9/concat_1",
        };

        var report = await Trainer.TrainAsync(request);

        Assert.Contains(report.Warnings, warning => warning.Contains("squeezenet of the ONNX model zoo", StringComparison.Ordinal));
        var input = (await ModelFiles.ReadDescriptionAsync(_trainer.Output, CancellationToken.None)).Input;
        Assert.Equal((ElementType.Float16, ChannelOrder.Bgr, 224), (input.ElementType, input.Channels, input.Width));
        Assert.Equal([104, 117, 123], input.Mean);
    }
}
