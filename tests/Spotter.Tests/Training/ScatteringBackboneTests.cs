using System.Runtime.InteropServices;
using Spotter.Classifying;
using Spotter.Training;

namespace Spotter.Tests.Training;

public sealed class ScatteringBackboneTests : IDisposable
{
    private const int Orientations = 8;
    private const int Cells = 4;
    private const int Scattering = 396;
    private readonly IInferenceSession _session = Trainer.Engine.Load(ScatteringBackbone.Write());

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_is_a_small_file() => Assert.InRange(ScatteringBackbone.Write().Length, 1, 1_000_000);

    [Fact]
    public void A_plain_picture_answers_no_wavelet_and_fills_one_colour()
    {
        var features = Run((_, _, _) => 255);

        for (var channel = 0; channel < 3; channel++)
            for (var i = 0; i < 32 * Cells; i++)
                Assert.Equal(Math.Log(1e-3), features[(channel * 33 * Cells) + Cells + i], 0.05);
        Assert.Equal(1, features[^1], 1e-4);
        Assert.Equal(0, features[Scattering..^1].Sum(), 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Stripes_answer_the_wavelet_of_their_direction_most(int direction)
    {
        var (sin, cos) = Math.SinCos(Math.PI * direction / Orientations);
        const int Scale = 1;
        var frequency = 3 * Math.PI / 4 / (1 << Scale);

        var features = Run((_, y, x) => 127.5f * (1 + (float)Math.Cos(frequency * ((x * cos) + (y * sin)))));

        var answers = features.AsSpan(Cells + (Scale * Orientations * Cells), Orientations * Cells).ToArray().Where((_, i) => i % Cells == 0).ToList();
        Assert.Equal(direction, answers.IndexOf(answers.Max()));
    }

    [Fact]
    public void The_histogram_shares_every_pixel_out_exactly_once()
    {
        var random = new Random(5);

        var histogram = Run((_, _, _) => random.Next(256)).AsSpan(Scattering).ToArray();

        Assert.Equal(1, histogram.Sum(value => value * value), 1e-3);
    }

    private float[] Run(Func<int, int, int, float> value)
    {
        var input = ScatteringBackbone.Description.Input;
        var tensor = new float[3 * input.Height * input.Width];
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = value(i / (input.Height * input.Width), i / input.Width % input.Height, i % input.Width);
        return _session.Run(input.Name, ElementType.Float32, [1, 3, input.Height, input.Width], MemoryMarshal.AsBytes<float>(tensor), ScatteringBackbone.Description.Output.Name);
    }
}
