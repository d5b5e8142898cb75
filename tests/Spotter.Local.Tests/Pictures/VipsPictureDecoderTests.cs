using Spotter.Contracts.Pictures;
using Spotter.Local.Native;
using Spotter.Local.Pictures;
using Spotter.Pictures;

namespace Spotter.Local.Tests.Pictures;

public sealed class VipsPictureDecoderTests : PictureDecoderContract
{
    // Left half red, right half blue.
    private const string TwoHalves = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='32'><rect width='32' height='32' fill='red'/><rect x='32' width='32' height='32' fill='blue'/></svg>";

    protected override IPictureDecoder Decoder { get; } = new VipsPictureDecoder();

    [Fact]
    public void A_jpeg_is_upright_as_its_exif_data_asks()
    {
        var turned = WithOrientation(new VipsPictureRenderer().Render(TwoHalves, 95), 6);
        var pixels = Decode(turned, 8, 16, PictureFit.Squash);

        Assert.True(pixels[0] > 200 && pixels[2] < 60, "the top is what was the left side: red");
        Assert.True(pixels[^3] < 60 && pixels[^1] > 200, "the bottom is what was the right side: blue");
    }

    [Fact]
    public void A_jpeg_in_cmyk_becomes_rgb()
    {
        var pixels = Decode(CmykJpeg(), 4, 4, PictureFit.Squash);
        Assert.True(pixels[0] > 150 && pixels[1] < 120, $"{pixels[0]},{pixels[1]},{pixels[2]}");
    }

    [Fact]
    public void A_jpeg_that_was_cut_short_is_refused_with_the_librarys_reason()
    {
        var whole = new VipsPictureRenderer().Render(TwoHalves, 95);

        var error = Assert.Throws<PictureFormatException>(() => Decode(whole[..(whole.Length * 2 / 3)], 8, 8, PictureFit.Squash));

        Assert.Contains("JPEG", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_pictures()
    {
        var good = new VipsPictureRenderer().Render(TwoHalves, 95);
        var bad = good[..(good.Length * 2 / 3)];
        Work(good, bad, 200);
        var before = VipsApi.GetTrackedMemory();

        Work(good, bad, 2_000);

        Assert.InRange((long)VipsApi.GetTrackedMemory() - (long)before, long.MinValue, 1 << 20);
    }

    private void Work(byte[] good, byte[] bad, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Decode(good, 16, 16, PictureFit.Pad);
            Assert.Throws<PictureFormatException>(() => Decode(bad, 16, 16, PictureFit.CentreCrop));
        }
    }

    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static unsafe byte[] CmykJpeg()
    {
        var red = new VipsPictureRenderer().Render("<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'><rect width='16' height='16' fill='red'/></svg>", 95);
        fixed (byte* data = red)
        {
            using var load = VipsOperation.New("jpegload_buffer").WithBuffer(data, red.Length);
            using var image = load.RunToImage();
            using var convert = VipsOperation.New("colourspace").With("in", image).With("space", "cmyk");
            using var cmyk = convert.RunToImage();
            using var save = VipsOperation.New("jpegsave_buffer").With("in", cmyk);
            return save.RunToBytes();
        }
    }
}
