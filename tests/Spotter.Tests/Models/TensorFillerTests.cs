using Spotter.Contracts.Pictures;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;

namespace Spotter.Tests.Models;

public sealed class TensorFillerTests
{
    private const int Width = 7;
    private const int Height = 5;

    public static TheoryData<ElementType, TensorLayout, ChannelOrder, PictureFit> All()
    {
        var rows = new TheoryData<ElementType, TensorLayout, ChannelOrder, PictureFit>();
        foreach (var type in new[] { ElementType.Float32, ElementType.Float16, ElementType.UInt8 })
            foreach (var layout in Enum.GetValues<TensorLayout>())
                foreach (var order in Enum.GetValues<ChannelOrder>())
                    foreach (var fit in Enum.GetValues<PictureFit>())
                        rows.Add(type, layout, order, fit);
        return rows;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_model_gets_what_its_description_says(ElementType type, TensorLayout layout, ChannelOrder order, PictureFit fit)
    {
        var input = new ModelInput
        {
            Name = "in",
            Width = Width,
            Height = Height,
            ElementType = type,
            Layout = layout,
            Channels = order,
            Fit = fit,
            Mean = [100, 20.5f, -3],
            Scale = [0.5f, 1, 1 / 58f],
        };
        var description = new ModelDescription
        {
            Name = "echo",
            Input = input,
            Output = new ModelOutput { Name = "out", Kind = OutputKind.Logits },
            Labels = [.. Enumerable.Range(0, Width * Height * 3).Select(n => $"{n}")],
        };
        var engine = new EchoEngine(type);
        using var model = LoadedModel.Load("echo", description, default, engine);
        var picture = RealParts.Stripes;
        var pixels = new byte[Width * Height * 3];
        RealParts.Decoder.Decode(picture, Width, Height, fit, pixels);

        Assert.Equal(Expect(pixels, input), model.Run(RealParts.Decoder, picture, "out"));
        Assert.Equal(layout == TensorLayout.Nchw ? [1, 3, Height, Width] : [1, Height, Width, 3], engine.Shape);
    }

    [Theory]
    [InlineData(PictureFit.Squash)]
    [InlineData(PictureFit.CentreCrop)]
    [InlineData(PictureFit.Pad)]
    public void Each_fit_gives_other_pixels(PictureFit fit)
    {
        var others = Enum.GetValues<PictureFit>().Except([fit]).Select(Decode);
        Assert.All(others, other => Assert.NotEqual(other, Decode(fit)));

        static byte[] Decode(PictureFit fit)
        {
            var pixels = new byte[6 * 6 * 3];
            RealParts.Decoder.Decode(SamplePictures.RedBluePng, 6, 6, fit, pixels);
            return pixels;
        }
    }

    [Fact]
    public void Every_value_of_every_channel_is_turned_as_the_formula_says()
    {
        var input = new ModelInput
        {
            Name = "in",
            Width = 256,
            Height = 1,
            Mean = [123.675f, 116.28f, 103.53f],
            Scale = [1 / 58.395f, 1 / 57.12f, 1 / 57.375f],
        };
        var pixels = Enumerable.Range(0, 256).SelectMany(value => new[] { (byte)value, (byte)(255 - value), (byte)value }).ToArray();
        var filler = new TensorFiller(input);
        var tensor = new byte[filler.TensorBytes];

        filler.Fill(pixels, tensor);

        Assert.Equal(Expect(pixels, input), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor).ToArray());
    }

    // One element at a time, by the description's own words.
    private static float[] Expect(byte[] rgb, ModelInput input)
    {
        var expected = new float[rgb.Length];
        for (var y = 0; y < input.Height; y++)
            for (var x = 0; x < input.Width; x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var colour = input.Channels == ChannelOrder.Bgr ? 2 - channel : channel;
                    var value = (rgb[(((y * input.Width) + x) * 3) + colour] - input.Mean[channel]) * input.Scale[channel];
                    var index = input.Layout == TensorLayout.Nchw
                        ? (channel * input.Width * input.Height) + (y * input.Width) + x
                        : (((y * input.Width) + x) * 3) + channel;
                    expected[index] = input.ElementType switch
                    {
                        ElementType.Float16 => (float)(Half)value,
                        ElementType.UInt8 => Math.Clamp(MathF.Round(value), 0, 255),
                        _ => value,
                    };
                }

        return expected;
    }
}
