using Spotter.Classifying;
using Spotter.Pictures;
using Spotter.Training.Onnx;

namespace Spotter.Training;

/// <summary>
/// A backbone without learned weights: first-order wavelet scattering of the three colour channels, averaged on a 2 x 2 grid, and a colour
/// histogram. S1(x) = mean |x * psi(j, theta)|: J. Bruna and S. Mallat, "Invariant Scattering Convolution Networks", IEEE TPAMI 35(8), 2013.
/// Output <c>features</c>: float32 [1, 521], of which 396 are scattering and 125 histogram.
/// </summary>
internal static class ScatteringBackbone
{
    public const string Name = "scattering";
    private const int Size = 160;
    private const int Scales = 4;
    private const int Grid = 2;
    private const int Bins = 5;
    private const int HistogramCell = 4;
    private const float Small = 1e-3f;
    private const int Channels = 3;
    private const int ScatteringFeatures = Channels * ((Scales * MorletWavelet.Orientations) + 1) * Grid * Grid;
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
        graph.NodeTo(Description.Output.Name, "Concat", [Scatter(graph, unit), Histogram(graph, unit)], OnnxAttribute.Int("axis", 1));
        graph.Output(Description.Output.Name, 1, ScatteringFeatures + HistogramFeatures);
        return graph.ToModel(Name, irVersion: 7, opset: 13);
    }

    private static string Scatter(OnnxGraphWriter graph, string unit)
    {
        // The channels become a batch, so that they share one set of filters.
        var channels = graph.Node("Reshape", [unit, graph.Shape(Channels, 1, Size, Size)]);
        var maps = new List<string> { Average(graph, channels, Size) };
        for (var scale = 0; scale < Scales; scale++)
            maps.Add(Average(graph, Modulus(graph, channels, scale), Size / Stride(scale)));

        var all = graph.Node("Concat", [.. maps], OnnxAttribute.Int("axis", 1));
        var row = graph.Node("Reshape", [all, graph.Shape(1, ScatteringFeatures)]);
        return graph.Node("Log", [graph.Node("Add", [row, graph.Constant([Small])])]);
    }

    // The modulus varies slowly, so every second sample of the usual 2^j is enough for its mean.
    private static int Stride(int scale) => 2 << scale;

    private static string Modulus(OnnxGraphWriter graph, string channels, int scale)
    {
        var wavelet = new MorletWavelet(scale);
        var radius = wavelet.Radius;
        // Reflected, not zero, beyond the edge: a frame would answer every wavelet.
        var padded = graph.Node("Pad", [channels, graph.Shape(0, 0, radius, radius, 0, 0, radius, radius)], OnnxAttribute.Text("mode", "reflect"));
        var real = Square(graph, Convolve(graph, padded, wavelet.Real, wavelet, Stride(scale)));
        var imaginary = Square(graph, Convolve(graph, padded, wavelet.Imaginary, wavelet, Stride(scale)));
        return graph.Node("Sqrt", [graph.Node("Add", [real, imaginary])]);
    }

    private static string Convolve(OnnxGraphWriter graph, string padded, float[] filters, MorletWavelet wavelet, int stride) =>
        graph.Node("Conv", [padded, graph.Constant(filters, MorletWavelet.Orientations, 1, wavelet.Side, wavelet.Side)], OnnxAttribute.Ints("strides", stride, stride));

    private static string Square(OnnxGraphWriter graph, string values) => graph.Node("Mul", [values, values]);

    private static string Average(OnnxGraphWriter graph, string maps, int side) =>
        graph.Node("AveragePool", [maps], OnnxAttribute.Ints("kernel_shape", side / Grid, side / Grid), OnnxAttribute.Ints("strides", side / Grid, side / Grid));

    // A joint histogram of red, green and blue with triangular bins: each colour is shared between its neighbouring bins, so a slight change of
    // light moves the counts slightly. The square root evens out large and small counts (the Hellinger distance).
    private static string Histogram(OnnxGraphWriter graph, string unit)
    {
        const int Side = Size / HistogramCell;
        const float Width = 1f / (Bins - 1);
        var centres = Enumerable.Range(0, Bins).Select(bin => bin * Width).ToArray();
        var cells = graph.Node("AveragePool", [unit], OnnxAttribute.Ints("kernel_shape", HistogramCell, HistogramCell), OnnxAttribute.Ints("strides", HistogramCell, HistogramCell));
        var pixels = graph.Node("Reshape", [cells, graph.Shape(Channels, 1, Side * Side)]);
        var distance = graph.Node("Abs", [graph.Node("Sub", [pixels, graph.Constant(centres, 1, Bins, 1)])]);
        var share = graph.Node("Relu", [graph.Node("Sub", [graph.Constant([1f]), graph.Node("Div", [distance, graph.Constant([Width])])])]);

        var red = Axis(graph, share, 0, [Bins, 1, 1, Side * Side]);
        var green = Axis(graph, share, 1, [1, Bins, 1, Side * Side]);
        var blue = Axis(graph, share, 2, [1, 1, Bins, Side * Side]);
        var joint = graph.Node("Mul", [graph.Node("Mul", [red, green]), blue]);
        var mean = graph.Node("ReduceMean", [joint], OnnxAttribute.Ints("axes", 3), OnnxAttribute.Int("keepdims", 0));
        return graph.Node("Sqrt", [graph.Node("Reshape", [mean, graph.Shape(1, HistogramFeatures)])]);
    }

    private static string Axis(OnnxGraphWriter graph, string share, long channel, ReadOnlySpan<long> shape)
    {
        var one = graph.Node("Gather", [share, graph.Constant([channel])], OnnxAttribute.Int("axis", 0));
        return graph.Node("Reshape", [one, graph.Shape(shape)]);
    }
}
