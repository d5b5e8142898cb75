using Spotter.Models;
using Spotter.Models.Onnx;
using Spotter.Pictures;

namespace Spotter.Learning.Backbones;

/// <summary>
/// A backbone without learned weights: what the wavelets of four sizes and eight directions answer in each colour, over the whole picture
/// and over its
/// middle, and a colour histogram of the middle, where what a picture is of mostly stands. A picture and its mirror image look the same to
/// it.
/// S1(x) = mean |x * psi(j, theta)|: J. Bruna and S. Mallat, "Invariant Scattering Convolution Networks", IEEE TPAMI 35(8), 2013.
/// Output <c>features</c>: float32 [1, 275], of which 75 are of the whole, 75 of its middle (3 of light, 60 of answers, 12 of how they
/// differ by
/// direction) and 125 the histogram.
/// </summary>
internal static class ScatteringBackbone
{
    public const string Name = "scattering";
    private const int Size = 160;
    private const int Scales = 4;
    // The middle begins a quarter in, which must be a whole number of samples.
    private const int MaxStride = 8;
    private const int Bins = 5;
    private const int HistogramCell = 4;
    private const float Small = 1e-3f;
    private const int Channels = 3;
    private const int MirroredOrientations = (MorletWavelet.Orientations / 2) + 1;
    private const int WindowFeatures = Channels * (1 + (Scales * (MirroredOrientations + 1)));
    private const int HistogramFeatures = Bins * Bins * Bins;

    public static ModelDescription Description { get; } = new()
    {
        Name = Name,
        Summary = "Wavelet scattering and a colour histogram: no learned weights.",
        Input = new ModelInput { Name = "picture", Width = Size, Height = Size, Fit = PictureFit.Squash },
        Output = new ModelOutput { Name = "features", Kind = OutputKind.Logits },
        Labels = [],
    };

    /// <summary>The bytes of the ONNX file.</summary>
    public static byte[] Write()
    {
        var graph = new OnnxGraphWriter("scattering_");
        var picture = graph.Input(Description.Input.Name, 1, Channels, Size, Size);
        var unit = graph.Node("Mul", [picture, graph.Constant([1 / 255f])]);
        graph.NodeTo(
            Description.Output.Name,
            "Concat",
            [.. Scatter(graph, unit), Histogram(graph, Middle(graph, unit, Size))],
            OnnxAttribute.Int("axis", 1)
        );
        graph.Output(Description.Output.Name, 1, (2 * WindowFeatures) + HistogramFeatures);
        return graph.ToModel(Name, irVersion: 7, opset: 13);
    }

    private static IEnumerable<string> Scatter(OnnxGraphWriter graph, string unit)
    {
        // The channels become a batch, so that they share one set of filters.
        var light = graph.Node("Reshape", [unit, graph.Shape(Channels, 1, Size, Size)]);
        var answers = Enumerable.Range(0, Scales).Select(scale => Modulus(graph, light, scale)).ToList();
        var middles = answers.Select((maps, scale) => Middle(graph, maps, Size / Stride(scale))).ToList();
        return [.. Window(graph, light, answers), .. Window(graph, Middle(graph, light, Size), middles)];
    }

    private static IEnumerable<string> Window(OnnxGraphWriter graph, string light, IEnumerable<string> answers)
    {
        var all = graph.Node("Concat", [.. answers.Select(maps => Mean(graph, maps, 2, 3))], OnnxAttribute.Int("axis", 1));
        var means = graph.Node("Reshape", [all, graph.Shape(Channels * Scales, MorletWavelet.Orientations)]);
        var mirrored = graph.Node("MatMul", [means, graph.Constant(Mirroring(), MorletWavelet.Orientations, MirroredOrientations)]);
        return [Row(graph, Log(graph, Mean(graph, light, 2, 3))), Row(graph, Log(graph, mirrored)), Row(
            graph, Spread(graph, Log(graph, means)))];
    }

    // Straight lines answer some directions, leaves and crumbs all of them alike.
    private static string Spread(OnnxGraphWriter graph, string logs)
    {
        var mean = graph.Node("ReduceMean", [logs], OnnxAttribute.Ints("axes", 1));
        return graph.Node("ReduceL2", [graph.Node("Sub", [logs, mean])], OnnxAttribute.Ints("axes", 1));
    }

    // A mirror turns the direction theta into pi - theta, so the two share a feature: [orientation, what is left].
    private static float[] Mirroring()
    {
        var shares = new float[MorletWavelet.Orientations * MirroredOrientations];
        for (var orientation = 0; orientation < MorletWavelet.Orientations; orientation++)
        {
            var left = Math.Min(orientation, MorletWavelet.Orientations - orientation);
            var alone = left is 0 or MirroredOrientations - 1;
            shares[(orientation * MirroredOrientations) + left] = alone ? 1 : 0.5f;
        }

        return shares;
    }

    // The modulus varies slowly, so every second sample of the usual 2^j is enough for its mean.
    private static int Stride(int scale) => Math.Min(2 << scale, MaxStride);

    private static string Modulus(OnnxGraphWriter graph, string channels, int scale)
    {
        var wavelet = new MorletWavelet(scale);
        var radius = wavelet.Radius;
        // Reflected, not zero, beyond the edge: a frame would answer every wavelet.
        var padded = graph.Node(
            "Pad", [channels, graph.Shape(0, 0, radius, radius, 0, 0, radius, radius)], OnnxAttribute.Text("mode", "reflect"));
        var real = Square(graph, Convolve(graph, padded, wavelet.Real, wavelet, Stride(scale)));
        var imaginary = Square(graph, Convolve(graph, padded, wavelet.Imaginary, wavelet, Stride(scale)));
        return graph.Node("Sqrt", [graph.Node("Add", [real, imaginary])]);
    }

    private static string Convolve(OnnxGraphWriter graph, string padded, float[] filters, MorletWavelet wavelet, int stride) =>
        graph.Node(
            "Conv",
            [padded, graph.Constant(filters, MorletWavelet.Orientations, 1, wavelet.Side, wavelet.Side)],
            OnnxAttribute.Ints("strides", stride, stride)
        );

    private static string Square(OnnxGraphWriter graph, string values) => graph.Node("Mul", [values, values]);

    private static string Log(OnnxGraphWriter graph, string values) =>
        graph.Node("Log", [graph.Node("Add", [values, graph.Constant([Small])])]);

    private static string Mean(OnnxGraphWriter graph, string values, params ReadOnlySpan<long> axes) =>
        graph.Node("ReduceMean", [values], OnnxAttribute.Ints("axes", axes), OnnxAttribute.Int("keepdims", 0));

    private static string Row(OnnxGraphWriter graph, string values) => graph.Node("Reshape", [values, graph.Shape(1, -1)]);

    // Half the width and half the height.
    private static string Middle(OnnxGraphWriter graph, string maps, int side) =>
        graph.Node("Slice", [maps, graph.Shape(side / 4, side / 4), graph.Shape(side * 3 / 4, side * 3 / 4), graph.Shape(2, 3)]);

    // A joint histogram of red, green and blue with triangular bins: each colour is shared between its neighbouring bins, so a slight
    // change of
    // light moves the counts slightly. The square root evens out large and small counts (the Hellinger distance).
    private static string Histogram(OnnxGraphWriter graph, string middle)
    {
        const int Side = Size / 2 / HistogramCell;
        const float Width = 1f / (Bins - 1);
        var centres = Enumerable.Range(0, Bins).Select(bin => bin * Width).ToArray();
        var cells = graph.Node(
            "AveragePool",
            [middle],
            OnnxAttribute.Ints("kernel_shape", HistogramCell, HistogramCell),
            OnnxAttribute.Ints("strides", HistogramCell, HistogramCell)
        );
        var pixels = graph.Node("Reshape", [cells, graph.Shape(Channels, 1, Side * Side)]);
        var distance = graph.Node("Abs", [graph.Node("Sub", [pixels, graph.Constant(centres, 1, Bins, 1)])]);
        var share = graph.Node("Relu", [graph.Node("Sub", [graph.Constant([1f]), graph.Node("Div", [distance, graph.Constant([Width])])])]);

        var red = Axis(graph, share, 0, [Bins, 1, 1, Side * Side]);
        var green = Axis(graph, share, 1, [1, Bins, 1, Side * Side]);
        var blue = Axis(graph, share, 2, [1, 1, Bins, Side * Side]);
        var joint = graph.Node("Mul", [graph.Node("Mul", [red, green]), blue]);
        var mean = Mean(graph, joint, 3);
        return graph.Node("Sqrt", [Row(graph, mean)]);
    }

    private static string Axis(OnnxGraphWriter graph, string share, long channel, ReadOnlySpan<long> shape)
    {
        var one = graph.Node("Gather", [share, graph.Constant([channel])], OnnxAttribute.Int("axis", 0));
        return graph.Node("Reshape", [one, graph.Shape(shape)]);
    }
}
