using System.Text;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Onnx;

namespace Spotter.Tests.Captions;

/// <summary>
/// An encoder shaped like BERT, of any depth and width: embeddings, attention that heeds the mask, and two layers behind it. Its weights
/// come from a formula, so that the file is small whatever the width.
/// </summary>
internal static class SmallBert
{
    private const int Opset = 13;

    /// <summary>Words that are tokens, behind the special ones.</summary>
    public static readonly string[] Words =
    [
        "soup", "today", "late", "flight", "bag", "thanks", "great", "never", "again", "crew", "##s", "!", ".",
    ];

    public static byte[] Vocabulary { get; } =
        Encoding.UTF8.GetBytes(string.Join('\n', (string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. Words]) + "\n");

    public static EncoderDescription Describe(int layers) => new()
    {
        Name = "small-bert",
        Kind = ModelKind.TextEncoder,
        File = "model.onnx",
        Vocabulary = "vocab.txt",
        MaxTokens = 64,
        Inputs = new EncoderInputs("input_ids", "attention_mask", "token_type_ids"),
        Layers = [.. Enumerable.Range(0, layers).Select(LayerName)],
    };

    public static string LayerName(int layer) => $"layer_{layer}";

    /// <summary>Writes a folder as <c>spotter models add</c> does.</summary>
    public static string Save(string folder, int layers, int width)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), Write(layers, width));
        File.WriteAllBytes(Path.Combine(folder, "vocab.txt"), Vocabulary);
        File.WriteAllText(
            Path.Combine(folder, "model.json"),
            System.Text.Json.JsonSerializer.Serialize(Describe(layers), CaptionJson.Default.EncoderDescription));
        return folder;
    }

    /// <param name="layers">How many.</param>
    /// <param name="width">Of each token.</param>
    /// <param name="nameOf">How a layer's tensor is called; null for <see cref="LayerName"/>.</param>
    public static byte[] Write(int layers, int width, Func<int, string>? nameOf = null)
    {
        var graph = new OnnxGraphWriter("bert_");
        var words = graph.Node("Gather", [Weights(graph, Words.Length + 5, width, 0, 1f), "input_ids"]);
        var types = graph.Node("Gather", [Weights(graph, 2, width, 1, 1f), "token_type_ids"]);
        var hidden = graph.Node("Add", [words, types]);
        var mask = graph.Node("Cast", ["attention_mask"], OnnxAttribute.Int("to", OnnxFields.DataType.Float));
        var row = graph.Node("Reshape", [mask, graph.Shape(0, 1, -1)]);
        var blocked = graph.Node("Mul", [graph.Node("Sub", [row, graph.Constant([1f], 1)]), graph.Constant([10_000f], 1)]);
        for (var layer = 0; layer < layers; layer++)
            hidden = Layer(graph, hidden, blocked, layer, width, (nameOf ?? LayerName)(layer));
        graph.Expose(hidden);
        return [.. graph.ToModel("bert", irVersion: 7, Opset), .. Inputs("input_ids", "attention_mask", "token_type_ids")];
    }

    private static string Layer(OnnxGraphWriter graph, string hidden, string blocked, int layer, int width, string name)
    {
        var spread = 2f / MathF.Sqrt(width);
        string Product(string values, int which) =>
            graph.Node("MatMul", [values, Weights(graph, width, width, (layer * 10) + which, spread)]);
        var keys = graph.Node("Transpose", [Product(hidden, 2)], OnnxAttribute.Ints("perm", 0, 2, 1));
        var scores = graph.Node("Add", [graph.Node("MatMul", [Product(hidden, 3), keys]), blocked]);
        var shares = graph.Node("Softmax", [scores], OnnxAttribute.Int("axis", -1));
        var seen = Product(graph.Node("MatMul", [shares, Product(hidden, 4)]), 5);
        var both = graph.Node("Tanh", [graph.Node("Add", [hidden, seen])]);
        var inner = Product(graph.Node("Erf", [Product(both, 6)]), 7);
        return graph.NodeTo(name, "Tanh", [graph.Node("Add", [both, inner])]);
    }

    // sin(i x step), as the engine computes it when it loads the model.
    private static string Weights(OnnxGraphWriter graph, int rows, int columns, int seed, float spread)
    {
        var places = graph.Node(
            "Range", [graph.Constant([0f]), graph.Constant([(float)rows * columns]), graph.Constant([1f])]);
        var angles = graph.Node("Mul", [places, graph.Constant([0.731f + (seed * 0.0137f)], 1)]);
        var values = graph.Node("Mul", [graph.Node("Sin", [angles]), graph.Constant([spread], 1)]);
        return graph.Node("Reshape", [values, graph.Shape(rows, columns)]);
    }

    // Whole numbers in two dimensions of any length. Concatenated messages merge.
    private static byte[] Inputs(params ReadOnlySpan<string> names)
    {
        var graph = new ProtobufMessage();
        foreach (var name in names)
        {
            var shape = new ProtobufMessage()
                .Add(OnnxFields.Type.Dimension, new ProtobufMessage())
                .Add(OnnxFields.Type.Dimension, new ProtobufMessage());
            var tensor = new ProtobufMessage()
                .Add(OnnxFields.Type.ElementType, OnnxFields.DataType.Int64)
                .Add(OnnxFields.Type.Shape, shape);
            graph.Add(OnnxFields.Graph.Input, new ProtobufMessage()
                .Add(OnnxFields.ValueInfo.Name, name)
                .Add(OnnxFields.ValueInfo.Type, new ProtobufMessage().Add(OnnxFields.Type.TensorType, tensor)));
        }

        return new ProtobufMessage().Add(OnnxFields.Model.Graph, graph).ToArray();
    }
}
