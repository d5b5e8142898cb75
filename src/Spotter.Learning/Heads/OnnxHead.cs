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

    /// <summary>
    /// Appends the head's scale and layers, with max(0, x) between them, and a softmax as <see cref="ScoresName"/>, the model's only
    /// output.
    /// </summary>
    /// <param name="model">What <see cref="OnnxFeatures.Append"/> gave.</param>
    /// <param name="head">The weights.</param>
    public static byte[] Append(ReadOnlySpan<byte> model, Head head)
    {
        var graph = new OnnxGraphWriter("spotter_head_");
        var values = head.Scale is null ? OnnxFeatures.FeaturesName : Scale(graph, head.Scale);
        foreach (var layer in head.Layers)
        {
            if (layer != head.Layers[0])
                values = graph.Node("Relu", [values]);
            var weights = graph.Constant(layer.Weights, layer.Outputs, layer.Inputs);
            var bias = graph.Constant(layer.Bias, layer.Outputs);
            values = graph.Node("Gemm", [values, weights, bias], OnnxAttribute.Int("transB", 1));
        }

        graph.NodeTo(ScoresName, "Softmax", [values], OnnxAttribute.Int("axis", 1));
        graph.Output(ScoresName, 1, head.LabelCount);
        return graph.AppendTo(model);
    }

    // Max and Min do not broadcast before opset 8, so their limits have a row's shape.
    private static string Scale(OnnxGraphWriter graph, FeatureScale scale)
    {
        var centred = graph.Node("Sub", [OnnxFeatures.FeaturesName, Row(graph, scale.Mean)]);
        var scaled = graph.Node("Div", [centred, Row(graph, scale.Deviation)]);
        var least = graph.Node("Max", [scaled, Row(graph, Limits(-FeatureScale.Max))]);
        return graph.Node("Min", [least, Row(graph, Limits(FeatureScale.Max))]);

        float[] Limits(float limit) => [.. Enumerable.Repeat(limit, scale.Mean.Length)];
    }

    private static string Row(OnnxGraphWriter graph, float[] values) => graph.Constant(values, 1, values.Length);
}
