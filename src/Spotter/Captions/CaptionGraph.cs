using Spotter.Models.Onnx;

namespace Spotter.Captions;

/// <summary>
/// The tensors of a model of captions. One ONNX file holds two graphs: from the encoder's inputs to <see cref="Features"/>, [captions,
/// features], and from <see cref="Account"/>, [1, features], the mean over an account's captions, to <see cref="Scores"/>, [1, labels].
/// </summary>
internal static class CaptionGraph
{
    public const string Features = "spotter_features";
    public const string Account = "spotter_account";
    public const string Scores = "spotter_scores";

    /// <summary>The operators used by the head need this version or a newer one.</summary>
    public const int MinOpset = 9;

    private const int Layers = 4;

    /// <summary>How many of the encoder's layers are looked at.</summary>
    public static int LayersOf(Pooling pooling) => pooling == Pooling.Cls4 ? Layers : 1;

    /// <summary>The encoder with the way from its layers to <see cref="Features"/>, without what that does not need.</summary>
    public static byte[] Pool(byte[] encoder, EncoderDescription description, Pooling pooling)
    {
        var graph = new OnnxGraphWriter("spotter_pool_");
        if (pooling == Pooling.Cls4)
            AppendFirstTokens(graph, description.Layers.TakeLast(Layers));
        else
            AppendMean(graph, description.Layers[^1], description.Inputs.Mask);
        return OnnxModel.Read(graph.AppendTo(encoder)).CutAt(Features);
    }

    /// <summary>The part of a model that leads to one of the tensors, which becomes its output.</summary>
    public static byte[] PartOf(OnnxModel model, string tensor) => OnnxGraphWriter.AppendOutputs(model.CutAt(tensor), tensor);

    private static void AppendFirstTokens(OnnxGraphWriter graph, IEnumerable<string> layers)
    {
        var first = graph.Constant([0L]);
        var tokens = layers.Select(layer => graph.Node("Gather", [layer, first], OnnxAttribute.Int("axis", 1))).ToArray();
        graph.NodeTo(Features, "Concat", tokens, OnnxAttribute.Int("axis", 1));
    }

    // Products of matrices in the place of sums: those say where they sum in another way from operators 13 on.
    private static void AppendMean(OnnxGraphWriter graph, string layer, string mask)
    {
        var weights = graph.Node("Cast", [mask], OnnxAttribute.Int("to", OnnxFields.DataType.Float));
        var row = graph.Node("Reshape", [weights, graph.Shape(0, 1, -1)]);
        var column = graph.Node("Reshape", [weights, graph.Shape(0, -1, 1)]);
        var sum = graph.Node("MatMul", [row, layer]);
        var count = graph.Node("MatMul", [row, column]);
        var mean = graph.Node("Div", [sum, count]);
        var turned = graph.Node("Transpose", [mean], OnnxAttribute.Ints("perm", 0, 2, 1));
        var length = graph.Node("Sqrt", [graph.Node("MatMul", [mean, turned])]);
        var whole = graph.Node("Div", [mean, graph.Node("Add", [length, graph.Constant([1e-12f], 1)])]);
        graph.NodeTo(Features, "Flatten", [whole], OnnxAttribute.Int("axis", 1));
    }
}
