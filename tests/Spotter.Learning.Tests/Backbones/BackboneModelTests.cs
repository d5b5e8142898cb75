using Spotter.Learning.Backbones;
using Spotter.Learning.Requests;
using Spotter.Learning.Tests.Training;
using Spotter.Models;
using Spotter.Models.Onnx;
using Spotter.Tests.Models;

namespace Spotter.Learning.Tests.Backbones;

/// <summary>Which backbones a training takes, and what it says of others.</summary>
public sealed class BackboneModelTests : IDisposable
{
    private readonly Trainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public async Task A_backbone_without_a_description_is_refused_with_an_example()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "strong.onnx");
        await File.WriteAllBytesAsync(backbone, ScatteringBackbone.Write());

        var refusal = await Trainer.RefusalAsync(_trainer.Request with { Backbone = backbone });

        Assert.Contains("strong.json is missing", refusal, StringComparison.Ordinal);
        Assert.Contains(
            "\"name\": \"picture\", \"width\": 160, \"height\": 160, \"elementType\": \"float32\"", refusal, StringComparison.Ordinal);
        Assert.Contains("\"mean\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_backbone_that_is_not_here_is_one_command_away()
    {
        _trainer.DrawBoth(2);

        Assert.EndsWith("spotter models add resnet-50", await Trainer.RefusalAsync(
            _trainer.Request with { Backbone = "resnet-50" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trained_model_is_its_backbone_again_without_its_head()
    {
        _trainer.DrawBoth(4);
        var first = await _trainer.TrainAsync();
        var request = _trainer.Request with { Backbone = _trainer.Output, OutputFolder = Path.Combine(_trainer.Root, "again") };

        var again = await Trainer.TrainAsync(request);

        Assert.Equal((first.Features, "spotter_features"), (again.Features, again.FeatureTensor));
        Assert.Equal(first.Evaluation.LogLoss, again.Evaluation.LogLoss, 1e-6);
        using var model = await Trainer.LoadAsync(request.OutputFolder);
        Assert.Equal(["discs", "stripes"], model.Description.Labels);
        Assert.Contains(
            "belongs to the head", await Trainer.RefusalAsync(request with { FeatureTensor = "spotter_scores" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_tensor_that_does_not_exist_is_refused_with_those_that_do()
    {
        _trainer.DrawBoth(2);

        Assert.Contains(
            "features", await Trainer.RefusalAsync(_trainer.Request with { FeatureTensor = "fire9" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_whose_description_does_not_fit_is_refused_with_its_file()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "strong.onnx");
        var description = Path.ChangeExtension(backbone, ".json");
        await File.WriteAllBytesAsync(backbone, ScatteringBackbone.Write());
        var request = _trainer.Request with { Backbone = backbone };

        foreach (
            var input in new[]
            {
                """{ "name": "picture", "width": 8, "height": 8 }""",
                """{ "name": "image", "width": 160, "height": 160 }""",
                """{ "name": "picture" }""",
                """[""",
            }
        )
        {
            await File.WriteAllTextAsync(description, $$"""{ "input": {{input}} }""");
            Assert.Contains(description, await Trainer.RefusalAsync(request), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_backbone_that_is_no_model_is_refused()
    {
        _trainer.DrawBoth(2);
        var backbone = Path.Combine(_trainer.Root, "text.onnx");
        await File.WriteAllTextAsync(backbone, "This is no protobuf.");
        await File.WriteAllTextAsync(Path.ChangeExtension(backbone, ".json"), """{ "input": { "name": "x", "width": 8, "height": 8 } }""");

        Assert.Contains(
            "is no ONNX file", await Trainer.RefusalAsync(_trainer.Request with { Backbone = backbone }), StringComparison.Ordinal);
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

        var request = await SaveBackboneAsync(ToModel(graph), """{ "name": "picture", "width": 8, "height": 8 }""");

        Assert.Contains("has 2 inputs (picture, mask)", await Trainer.RefusalAsync(request), StringComparison.Ordinal);
        File.Delete(Path.ChangeExtension(request.Backbone!, ".json"));
        Assert.Contains("has 2 inputs (picture, mask)", await Trainer.RefusalAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backbone_whose_size_is_left_open_takes_the_described_one()
    {
        _trainer.DrawBoth(3);
        var graph = new OnnxGraphWriter("");
        graph.NodeTo("maps", "Abs", ["picture"]);
        graph.Expose("maps");
        byte[] model = [.. ToModel(graph), .. OpenInput("picture", rank: 4)];

        var report = await Trainer.TrainAsync(await SaveBackboneAsync(model, """{ "name": "picture", "width": 20, "height": 12 }"""));

        Assert.Equal(3, report.Features);
    }

    [Fact]
    public async Task A_backbone_whose_weights_are_beside_it_becomes_part_of_a_model_in_one_file()
    {
        _trainer.DrawBoth(6);
        var request = await SaveBackboneAsync(
            ModelWithData.Write(("location", "weights.data")), """{ "name": "picture", "width": 8, "height": 8 }""");
        Assert.Contains("weights.data is missing", await Trainer.RefusalAsync(request), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Path.Combine(_trainer.Root, "weights.data"), ModelWithData.Weights(1, 2, 3));
        var report = await Trainer.TrainAsync(request);

        Assert.Equal(3, report.Features);
        Assert.Empty((await ModelFiles.ReadContentAsync(
            Path.Combine(_trainer.Output, "model.onnx"), int.MaxValue, CancellationToken.None)).DataFiles);
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal(["discs", "stripes"], model.Description.Labels);
    }

    private static byte[] ToModel(OnnxGraphWriter graph) => graph.ToModel("backbone", irVersion: 7, opset: 13);

    // An input whose dimensions are all left open, to be appended to a model.
    private static byte[] OpenInput(string name, int rank)
    {
        var dimensions = new ProtobufMessage();
        for (var i = 0; i < rank; i++)
            dimensions.Add(OnnxFields.Type.Dimension, new ProtobufMessage());
        var tensor = new ProtobufMessage().Add(OnnxFields.Type.ElementType, OnnxFields.DataType.Float).Add(
            OnnxFields.Type.Shape, dimensions);
        var input = new ProtobufMessage().Add(OnnxFields.ValueInfo.Name, name).Add(
            OnnxFields.ValueInfo.Type, new ProtobufMessage().Add(OnnxFields.Type.TensorType, tensor));
        return new ProtobufMessage().Add(OnnxFields.Model.Graph, new ProtobufMessage().Add(OnnxFields.Graph.Input, input)).ToArray();
    }

    private async Task<TrainingRequest> SaveBackboneAsync(byte[] model, string input)
    {
        var backbone = Path.Combine(_trainer.Root, "backbone.onnx");
        await File.WriteAllBytesAsync(backbone, model);
        await File.WriteAllTextAsync(Path.ChangeExtension(backbone, ".json"), $$"""{ "input": {{input}} }""");
        return _trainer.Request with { Backbone = backbone };
    }
}
