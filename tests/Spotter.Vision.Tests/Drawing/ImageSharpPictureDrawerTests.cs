using NetVips;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Vision.Decoding;
using Spotter.Vision.Drawing;

namespace Spotter.Vision.Tests.Drawing;

public sealed class ImageSharpPictureDrawerTests
{
    private const int MaxSide = 1_600;

    private static readonly VipsPictureDecoder Decoder = new();
    private readonly ImageSharpPictureDrawer _drawer = new(Decoder);

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void Whatever_was_posted_is_shown_as_a_jpeg_of_the_same_colours(string extension)
    {
        using var orange = Plain(60, 40, [250, 120, 10]);

        var jpeg = _drawer.DrawJpeg(orange.WriteToBuffer(extension), MaxSide);

        Assert.Equal(new PictureInfo("image/jpeg", 60, 40), Decoder.Identify(jpeg));
        Assert.All(Centre(jpeg).Zip([250, 120, 10]), pair => Assert.InRange(pair.First, pair.Second - 12, pair.Second + 12));
    }

    [Theory]
    [InlineData(4_000, 100, 1_600, 40)]
    [InlineData(1_000, 3_200, 500, 1_600)]
    [InlineData(1_600, 900, 1_600, 900)]
    [InlineData(20_000, 1, 1_600, 1)]
    [InlineData(3, 2, 3, 2)]
    public void A_large_picture_is_made_smaller_in_its_proportions_and_a_small_one_is_left(
        int width, int height, int shownWidth, int shownHeight)
    {
        using var picture = Plain(width, height, [9, 99, 200]);

        Assert.Equal(new PictureInfo("image/jpeg", shownWidth, shownHeight), Decoder.Identify(
            _drawer.DrawJpeg(picture.WriteToBuffer(".png"), MaxSide)));
    }

    [Theory]
    [InlineData(1, 60, 40)]
    [InlineData(3, 60, 40)]
    [InlineData(6, 40, 60)]
    [InlineData(8, 40, 60)]
    public void A_picture_is_upright_as_its_exif_data_asks(int orientation, int width, int height)
    {
        using var picture = Plain(60, 40, [9, 99, 200]);
        using var turned = picture.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));

        var jpeg = _drawer.DrawJpeg(turned.WriteToBuffer(".jpg"), MaxSide);

        Assert.Equal(new PictureInfo("image/jpeg", width, height), Decoder.Identify(jpeg));
    }

    [Fact]
    public void Transparency_is_laid_on_white() =>
        Assert.Equal([255, 255, 255], Centre(_drawer.DrawJpeg(SamplePictures.TransparentPng, MaxSide)));

    [Fact]
    public void What_is_no_picture_is_refused() =>
        Assert.Throws<PictureFormatException>(() => _drawer.DrawJpeg("<svg/>"u8.ToArray(), MaxSide));

    private static Image Plain(int width, int height, double[] colour)
    {
        using var black = Image.Black(width, height, 3);
        using var painted = black.Linear([1], colour);
        return painted.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static byte[] Centre(byte[] jpeg)
    {
        var pixel = new byte[3];
        Decoder.Decode(jpeg, 1, 1, PictureFit.CentreCrop, pixel);
        return pixel;
    }
}
