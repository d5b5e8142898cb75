using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Models.Onnx;

namespace Spotter.Learning.Heads;

/// <summary>
/// Appends what turns a backbone into a classifier. Every operation used means the same from <see cref="OnnxFeatures.MinOpset"/> to the
/// newest.
/// </summary>
internal static class OnnxHead
{
    public const string ScoresName = "spotter_scores";

    /// <summary>The name of the scores by the picture alone, where the head takes words besides.</summary>
    public const string ScoresWithoutName = "spotter_scores_without_words";

    /// <summary>The name of the input that takes the words' figures.</summary>
    public const string WordsName = "words";

    /// <summary>
    /// Appends a head of the features and the words' figures, and one of the features alone: two outputs, <see cref="ScoresName"/> and
    /// <see cref="ScoresWithoutName"/>.
    /// </summary>
    /// <param name="model">What <see cref="OnnxFeatures.Append"/> gave.</param>
    /// <param name="head">Takes the features and then the figures, or the figures alone.</param>
    /// <param name="without">Takes the features.</param>
    /// <param name="wordsOnly">True where the head takes the figures alone.</param>
    public static byte[] Append(ReadOnlySpan<byte> model, Head head, Head without, bool wordsOnly = false)
    {
        var graph = new OnnxGraphWriter("spotter_words_");
        graph.Input(WordsName, 1, wordsOnly ? head.FeatureCount : head.FeatureCount - without.FeatureCount);
        var features = wordsOnly
            ? WordsName
            : graph.Node("Concat", [OnnxFeatures.FeaturesName, WordsName], OnnxAttribute.Int("axis", 1));
        var plain = Append(model, without, OnnxFeatures.FeaturesName, ScoresWithoutName, "spotter_head_without_");
        return Append(graph.AppendTo(plain), head, features, ScoresName, "spotter_head_");
    }

    /// <summary>
    /// Appends the head's scale and layers, with its activation between them, and a softmax as <see cref="ScoresName"/>, the model's only
    /// output.
    /// </summary>
    /// <param name="model">What <see cref="OnnxFeatures.Append"/> gave.</param>
    /// <param name="head">The weights.</param>
    public static byte[] Append(ReadOnlySpan<byte> model, Head head) =>
        Append(model, head, OnnxFeatures.FeaturesName, ScoresName, "spotter_head_");

    /// <summary>Appends a head that hangs on nothing in the model: an input of its own takes the features.</summary>
    /// <param name="model">Any model; version 9 of the operators or newer where the head has <see cref="Activation.Gelu"/>.</param>
    /// <param name="head">The weights.</param>
    /// <param name="input">The name of that input, [1, features].</param>
    public static byte[] AppendBeside(ReadOnlySpan<byte> model, Head head, string input)
    {
        var graph = new OnnxGraphWriter("");
        graph.Input(input, 1, head.FeatureCount);
        return Append(graph.AppendTo(model), head, input, ScoresName, "spotter_head_");
    }

    private static byte[] Append(ReadOnlySpan<byte> model, Head head, string features, string scores, string prefix)
    {
        var graph = new OnnxGraphWriter(prefix);
        var values = head.Scale is null ? features : Scale(graph, features, head.Scale);
        foreach (var layer in head.Layers)
        {
            if (layer != head.Layers[0])
                values = head.Activation == Activation.Gelu ? Gelu(graph, values) : graph.Node("Relu", [values]);
            var weights = graph.Constant(layer.Weights, layer.Outputs, layer.Inputs);
            var bias = graph.Constant(layer.Bias, layer.Outputs);
            values = graph.Node("Gemm", [values, weights, bias], OnnxAttribute.Int("transB", 1));
        }

        graph.NodeTo(scores, "Softmax", [values], OnnxAttribute.Int("axis", 1));
        graph.Output(scores, 1, head.LabelCount);
        return graph.AppendTo(model);
    }

    // x / 2 x (1 + erf(x / sqrt 2)): an operator of its own comes with version 20 only.
    private static string Gelu(OnnxGraphWriter graph, string values)
    {
        var scaled = graph.Node("Mul", [values, graph.Constant([(float)Math.Sqrt(0.5)], 1)]);
        var share = graph.Node("Add", [graph.Node("Erf", [scaled]), graph.Constant([1f], 1)]);
        var half = graph.Node("Mul", [values, graph.Constant([0.5f], 1)]);
        return graph.Node("Mul", [half, share]);
    }

    // Max and Min do not broadcast before opset 8, so their limits have a row's shape.
    private static string Scale(OnnxGraphWriter graph, string features, FeatureScale scale)
    {
        var centred = graph.Node("Sub", [features, Row(graph, scale.Mean)]);
        var scaled = graph.Node("Div", [centred, Row(graph, scale.Deviation)]);
        var least = graph.Node("Max", [scaled, Row(graph, Limits(-FeatureScale.Max))]);
        return graph.Node("Min", [least, Row(graph, Limits(FeatureScale.Max))]);

        float[] Limits(float limit) => [.. Enumerable.Repeat(limit, scale.Mean.Length)];
    }

    private static string Row(OnnxGraphWriter graph, float[] values) => graph.Constant(values, 1, values.Length);
}
