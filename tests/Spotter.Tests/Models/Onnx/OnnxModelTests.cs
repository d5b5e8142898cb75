using System.Runtime.InteropServices;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Tests.Models.Onnx;

public sealed class OnnxModelTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        var model = OnnxModel.Read(Chain());

        Assert.Equal(13, model.Opset);
        Assert.Equal(["x"], model.Inputs);
        Assert.Equal(["end"], model.Outputs);
        Assert.Equal(["middle", "end"], model.Tensors);
    }

    [Fact]
    public void A_cut_keeps_what_the_tensor_needs_and_nothing_else()
    {
        var cut = OnnxModel.Read(Chain()).CutAt("middle");

        Assert.Equal(["middle"], OnnxModel.Read(cut).Tensors);
        Assert.Equal([3, 3], Run(OnnxGraphWriter.AppendOutputs(cut, "middle"), "middle", [-3, 3]));
    }

    [Fact]
    public void An_appended_graph_computes_on_the_first_ones_tensors()
    {
        var graph = new OnnxGraphWriter("more_");
        graph.NodeTo("doubled", "Mul", ["end", graph.Constant([2f])]);
        graph.Expose("doubled");

        Assert.Equal([-6, -8], Run(graph.AppendTo(Chain()), "doubled", [3, -4]));
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => OnnxModel.Read(new byte[] { 0xff, 0xff }));
        Assert.Throws<InvalidDataException>(() => OnnxModel.Read(Chain().AsMemory(0, 40)));
        Assert.Throws<InvalidDataException>(() => OnnxModel.Read(Array.Empty<byte>()));
    }

    private static byte[] Chain()
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("x", 1, 2);
        graph.NodeTo("middle", "Abs", ["x"]);
        graph.NodeTo("end", "Neg", ["middle"]);
        graph.Output("end", 1, 2);
        return graph.ToModel("chain", irVersion: 7, opset: 13);
    }

    private static float[] Run(byte[] model, string output, float[] input)
    {
        using var session = RealParts.Engine.Load(model);
        return session.Run("x", ElementType.Float32, [1, 2], MemoryMarshal.AsBytes<float>(input), output);
    }
}
