using Spotter.Models.Onnx;

namespace Spotter.Learning.Backbones;

/// <summary>Appends what turns a tensor of a backbone into features.</summary>
internal static class OnnxFeatures
{
    /// <summary>Every operation used means the same from here to the newest.</summary>
    public const int MinOpset = 7;

    public const string FeaturesName = "spotter_features";

    /// <summary>Appends the way from a tensor to one row of 32-bit features, <see cref="FeaturesName"/>.</summary>
    /// <param name="model">A model that computes the tensor.</param>
    /// <param name="tensor">The tensor's name.</param>
    /// <param name="rank">How many dimensions the tensor has: of 4, the last two (a map's rows and columns) are averaged.</param>
    public static byte[] Append(ReadOnlySpan<byte> model, string tensor, int rank)
    {
        var graph = new OnnxGraphWriter("spotter_features_");
        var values = graph.Node("Cast", [tensor], OnnxAttribute.Int("to", OnnxFields.DataType.Float));
        if (rank == 4)
            values = graph.Node("GlobalAveragePool", [values]);
        graph.NodeTo(FeaturesName, "Flatten", [values], OnnxAttribute.Int("axis", 1));
        return graph.AppendTo(model);
    }
}
