using System.Runtime.InteropServices;
using Spotter.Learning.Backbones;
using Spotter.Learning.Tests.Training;
using Spotter.Models.Inference;

namespace Spotter.Learning.Tests.Backbones;

public sealed class ScatteringBackboneTests : IDisposable
{
    private const int Orientations = 8;
    private const int Mirrored = 5;
    private const int Scales = 4;
    private const int Light = 3;
    private const int Answers = 3 * Scales * Mirrored;
    private const int Window = Light + Answers + (3 * Scales);
    private const int Scattering = 2 * Window;
    private readonly IInferenceSession _session = Trainer.Engine.Load(ScatteringBackbone.Write());

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_is_a_small_file() => Assert.InRange(ScatteringBackbone.Write().Length, 1, 1_000_000);

    [Fact]
    public void A_plain_picture_answers_no_wavelet_and_fills_one_colour()
    {
        var features = Run((_, _, _) => 255);

        foreach (var answers in new[] { features[Light..(Light + Answers)], features[(Window + Light)..(Window + Light + Answers)] })
            Assert.All(answers, answer => Assert.Equal(Math.Log(1e-3), answer, 0.05));
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
        const int Scale = 1;

        var features = Run(Stripes(direction, Scale));

        var answers = features.AsSpan(Light + (Scale * Mirrored), Mirrored).ToArray();
        Assert.Equal(Math.Min(direction, Orientations - direction), Array.IndexOf(answers, answers.Max()));
    }

    [Fact]
    public void A_mirror_image_has_the_same_features()
    {
        var random = new Random(7);
        var (width, height) = (ScatteringBackbone.Description.Input.Width, ScatteringBackbone.Description.Input.Height);
        var noise = Enumerable.Range(0, 3 * width * height).Select(_ => (float)random.Next(256)).ToArray();
        float At(int channel, int y, int x) =>
            (noise[(channel * width * height) + (y * width) + x] + Stripes(direction: 1, scale: 2)(channel, y, x)) / 2;

        var features = Run(At);
        var mirrored = Run((channel, y, x) => At(channel, y, width - 1 - x));

        Assert.All(features.Zip(mirrored), pair => Assert.Equal(pair.First, pair.Second, 0.1));
    }

    [Fact]
    public void Stripes_differ_more_by_direction_than_noise()
    {
        var random = new Random(7);

        var stripes = Run(Stripes(direction: 2, scale: 1));
        var noise = Run((_, _, _) => random.Next(256));

        const int SpreadOfTheirScale = Light + Answers + 1;
        Assert.InRange(noise[SpreadOfTheirScale], 0, stripes[SpreadOfTheirScale] / 4);
    }

    [Fact]
    public void The_frame_of_a_picture_does_not_reach_the_histogram()
    {
        static bool InTheMiddle(int y, int x) => y is >= 40 and < 120 && x is >= 40 and < 120;

        var framed = Run((_, y, x) => InTheMiddle(y, x) ? 255 : 0);

        Assert.Equal(1, framed[^1], 1e-4);
    }

    [Fact]
    public void The_histogram_shares_every_pixel_out_exactly_once()
    {
        var random = new Random(5);

        var histogram = Run((_, _, _) => random.Next(256)).AsSpan(Scattering).ToArray();

        Assert.Equal(1, histogram.Sum(value => value * value), 1e-3);
    }

    private static Func<int, int, int, float> Stripes(int direction, int scale)
    {
        var (sin, cos) = Math.SinCos(Math.PI * direction / Orientations);
        var frequency = 3 * Math.PI / 4 / (1 << scale);
        return (_, y, x) => 127.5f * (1 + (float)Math.Cos(frequency * ((x * cos) + (y * sin))));
    }

    private float[] Run(Func<int, int, int, float> value)
    {
        var input = ScatteringBackbone.Description.Input;
        var tensor = new float[3 * input.Height * input.Width];
        for (var i = 0; i < tensor.Length; i++)
            tensor[i] = value(i / (input.Height * input.Width), i / input.Width % input.Height, i % input.Width);
        return _session.Run(
            input.Name,
            ElementType.Float32,
            [1, 3, input.Height, input.Width],
            MemoryMarshal.AsBytes<float>(tensor),
            ScatteringBackbone.Description.Output.Name
        );
    }
}
