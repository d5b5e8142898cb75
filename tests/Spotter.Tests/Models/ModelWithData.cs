using System.Runtime.InteropServices;
using Spotter.Models.Onnx;

namespace Spotter.Tests.Models;

/// <summary>A model whose scores are the mean of each colour times a weight, and the weights are in a file beside it.</summary>
internal static class ModelWithData
{
    public const string Description =
        """{ "name": "net", "input": { "name": "picture", "width": 8, "height": 8 }, "output": { "name": "scores", "kind": "logits" }, "labels": ["red", "green", "blue"] }""";

    /// <param name="entries">What the ONNX file says of the place of the weights.</param>
    public static byte[] Write(params ReadOnlySpan<(string Key, string Value)> entries)
    {
        var graph = Begin();
        Finish(graph, "weights");
        // Concatenated messages merge.
        return [.. graph.ToModel("colours", irVersion: 7, opset: 13), .. InGraph(OnnxFields.Graph.Initializer, Tensor("weights", entries))];
    }

    /// <summary>The same with the weights in an attribute of a node.</summary>
    public static byte[] WriteInNode(string file)
    {
        var graph = Begin();
        Finish(graph, graph.Node("Constant", [], OnnxAttribute.Tensor("value", Tensor("", ("location", file)))));
        return graph.ToModel("colours", irVersion: 7, opset: 13);
    }

    /// <summary>A graph in a graph in a graph.</summary>
    public static byte[] WriteNested(int depth)
    {
        var graph = new ProtobufMessage();
        for (var i = 0; i < depth; i++)
            graph = new ProtobufMessage().Add(OnnxFields.Graph.Node, new ProtobufMessage().Add(
                OnnxFields.Node.Attribute, new ProtobufMessage().Add(OnnxFields.Attribute.Graph, graph)));
        return new ProtobufMessage().Add(OnnxFields.Model.Graph, graph).ToArray();
    }

    public static byte[] Weights(params float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static OnnxGraphWriter Begin()
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("picture", 1, 3, 8, 8);
        graph.NodeTo("pooled", "GlobalAveragePool", ["picture"]);
        graph.NodeTo("means", "Flatten", ["pooled"], OnnxAttribute.Int("axis", 1));
        return graph;
    }

    private static void Finish(OnnxGraphWriter graph, string weights)
    {
        graph.NodeTo("scores", "Mul", ["means", weights]);
        graph.Output("scores", 1, 3);
    }

    private static ProtobufMessage Tensor(string name, params ReadOnlySpan<(string Key, string Value)> entries)
    {
        var tensor = new ProtobufMessage()
            .Add(OnnxFields.Tensor.Dims, 3)
            .Add(OnnxFields.Tensor.DataType, OnnxFields.DataType.Float)
            .Add(OnnxFields.Tensor.Name, name);
        foreach (var (key, value) in entries)
            tensor.Add(
                OnnxFields.Tensor.ExternalData, new ProtobufMessage().Add(OnnxFields.Entry.Key, key).Add(OnnxFields.Entry.Value, value));
        return tensor.Add(OnnxFields.Tensor.DataLocation, OnnxFields.DataLocation.External);
    }

    private static byte[] InGraph(int field, ProtobufMessage message) =>
        new ProtobufMessage().Add(OnnxFields.Model.Graph, new ProtobufMessage().Add(field, message)).ToArray();
}
