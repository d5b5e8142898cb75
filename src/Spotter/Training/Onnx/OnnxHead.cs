using Spotter.Training.Features;
using Spotter.Training.Heads;

namespace Spotter.Training.Onnx;

/// <summary>Appends what turns a backbone into a classifier. Every operation used means the same from opset 7 to the newest.</summary>
internal static class OnnxHead
{
    public const int LeastOpset = 7;
    public const string FeaturesName = "spotter_features";
    public const string ScoresName = "spotter_scores";

    /// <summary>Appends the way from a tensor to one row of 32-bit features, <see cref="FeaturesName"/>.</summary>
    /// <param name="model">A model that computes the tensor.</param>
    /// <param name="tensor">The tensor's name.</param>
    /// <param name="rank">How many dimensions the tensor has: of 4, the last two (a map's rows and columns) are averaged.</param>
    public static byte[] AppendFeatures(ReadOnlySpan<byte> model, string tensor, int rank)
    {
        var graph = new OnnxGraphWriter("spotter_features_");
        var values = graph.Node("Cast", [tensor], OnnxAttribute.Int("to", OnnxFields.DataType.Float));
        if (rank == 4)
            values = graph.Node("GlobalAveragePool", [values]);
        graph.NodeTo(FeaturesName, "Flatten", [values], OnnxAttribute.Int("axis", 1));
        return graph.AppendTo(model);
    }

    /// <summary>Appends the head's scale and layers, with max(0, x) between them, and a softmax as <see cref="ScoresName"/>, the model's only output.</summary>
    /// <param name="model">What <see cref="AppendFeatures"/> gave.</param>
    /// <param name="head">The weights.</param>
    public static byte[] AppendHead(ReadOnlySpan<byte> model, Head head)
    {
        var graph = new OnnxGraphWriter("spotter_head_");
        var values = head.Scale is null ? FeaturesName : Scale(graph, head.Scale);
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
        var centred = graph.Node("Sub", [FeaturesName, Row(graph, scale.Mean)]);
        var scaled = graph.Node("Div", [centred, Row(graph, scale.Deviation)]);
        var least = graph.Node("Max", [scaled, Row(graph, Limits(-FeatureScale.Most))]);
        return graph.Node("Min", [least, Row(graph, Limits(FeatureScale.Most))]);

        float[] Limits(float limit) => [.. Enumerable.Repeat(limit, scale.Mean.Length)];
    }

    private static string Row(OnnxGraphWriter graph, float[] values) => graph.Constant(values, 1, values.Length);

    /// <summary>Appends tensors as outputs.</summary>
    public static byte[] Expose(ReadOnlySpan<byte> model, params ReadOnlySpan<string> tensors)
    {
        var graph = new OnnxGraphWriter("");
        foreach (var tensor in tensors)
            graph.Expose(tensor);
        return graph.AppendTo(model);
    }
}
