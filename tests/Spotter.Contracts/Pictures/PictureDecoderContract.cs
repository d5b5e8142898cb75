using Spotter.Pictures;
using Xunit;

namespace Spotter.Contracts.Pictures;

/// <summary>What everything that reads pictures does.</summary>
public abstract class PictureDecoderContract
{
    protected abstract IPictureDecoder Decoder { get; }

    [Fact]
    public void The_header_says_format_and_size()
    {
        Assert.Equal(new PictureInfo("image/png", 2, 1), Decoder.Identify(SamplePictures.RedBluePng));
        Assert.Equal(new PictureInfo("image/gif", 1, 1), Decoder.Identify(SamplePictures.AnimatedGif));
    }

    [Fact]
    public void A_huge_picture_is_identified_without_being_decoded() =>
        Assert.Equal(400_000_000, Decoder.Identify(SamplePictures.HugePng) is var info ? (long)info.Width * info.Height : 0);

    [Fact]
    public void Squashing_fills_the_size_whatever_the_aspect_ratio()
    {
        var pixels = Decode(SamplePictures.RedBluePng, 2, 2, PictureFit.Squash);
        Assert.True(pixels[0] > 200 && pixels[6] > 200, "both rows are red on the left");
        Assert.True(pixels[5] > 100 && pixels[11] > 100, "both rows are blue on the right");
    }

    [Fact]
    public void Padding_keeps_the_aspect_ratio_on_black()
    {
        var pixels = Decode(SamplePictures.RedBluePng, 4, 4, PictureFit.Pad);
        Assert.All(pixels[..12], value => Assert.Equal(0, value));
        Assert.All(pixels[36..], value => Assert.Equal(0, value));
        Assert.NotEqual(0, pixels[12]);
    }

    [Fact]
    public void A_centre_crop_keeps_the_aspect_ratio_and_fills_the_size()
    {
        var pixels = Decode(SamplePictures.RedBluePng, 1, 1, PictureFit.CentreCrop);
        Assert.Equal(3, pixels.Length);
        Assert.NotEqual([0, 0, 0], pixels);
    }

    [Fact]
    public void Sixteen_bits_and_grey_become_eight_bits_of_red_green_and_blue()
    {
        var pixels = Decode(SamplePictures.SixteenBitPng, 1, 1, PictureFit.Squash);
        Assert.All(pixels, value => Assert.InRange(value, 126, 129));
    }

    [Fact]
    public void Transparency_is_laid_on_white() =>
        Assert.Equal([255, 255, 255], Decode(SamplePictures.TransparentPng, 1, 1, PictureFit.Squash));

    [Fact]
    public void Of_an_animation_the_first_frame_counts()
    {
        var pixels = Decode(SamplePictures.AnimatedGif, 1, 1, PictureFit.Squash);
        Assert.True(pixels[0] > 200 && pixels[1] < 50, string.Join(",", pixels));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is not a picture, whatever its name says")]
    [InlineData("<html><body>Log in</body></html>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")]
    public void What_is_no_picture_is_refused(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Throws<PictureFormatException>(() => Decoder.Identify(bytes));
        Assert.Throws<PictureFormatException>(() => Decode(bytes, 8, 8, PictureFit.Squash));
    }

    [Fact]
    public void A_picture_that_was_cut_short_is_refused()
    {
        Assert.Throws<PictureFormatException>(() => Decode(SamplePictures.CutPng, 8, 8, PictureFit.Squash));
    }

    [Fact]
    public void Many_threads_get_the_same_pixels() =>
        Parallel.For(0, 500, _ => Assert.Equal([255, 0, 0, 0, 0, 255], Decode(SamplePictures.RedBluePng, 2, 1, PictureFit.Squash)));

    protected byte[] Decode(byte[] file, int width, int height, PictureFit fit)
    {
        var pixels = new byte[width * height * 3];
        Decoder.Decode(file, width, height, fit, pixels);
        return pixels;
    }
}
