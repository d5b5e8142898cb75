using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Tests.Models;

public sealed class NewerModelTests
{
    [Theory]
    [InlineData(7, 99)]
    [InlineData(99, 13)]
    public void A_model_for_a_newer_engine_is_told_with_what_to_do(int irVersion, int opset)
    {
        var error = Assert.Throws<InferenceException>(() => RealParts.Engine.Load(Write(irVersion, opset)));

        Assert.StartsWith("It was made for a newer ONNX Runtime than 1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("export it with a lower opset", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static byte[] Write(int irVersion, int opset)
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("x", 1, 2);
        graph.NodeTo("y", "Relu", ["x"]);
        graph.Output("y", 1, 2);
        return graph.ToModel("new", irVersion, opset);
    }
}
