using System.Text;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Vision.Decoding;

namespace Spotter.Tests.Pictures;

public sealed class PictureSnifferTests
{
    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("FFD8FFDB", "image/jpeg")]
    [InlineData("89504E470D0A1A0A", "image/png")]
    [InlineData("474946383761", "image/gif")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("49492A00", "image/tiff")]
    [InlineData("4D4D002A", "image/tiff")]
    [InlineData("49492B00", "image/tiff")]
    [InlineData("4D4D002B", "image/tiff")]
    [InlineData("52494646FFFFFFFF57454250", "image/webp")]
    [InlineData("0000001C667479706176696600000000", "image/avif")]
    [InlineData("0000001C667479706176697300000000", "image/avif")]
    [InlineData("0000001C667479706D69663100000000" + "6D6961666176696600000000", "image/avif")]
    [InlineData("0000001C667479706D69663100000000" + "6D6961666865696300000000", "image/heif")]
    [InlineData("00000014667479706D69663100000000" + "6D69616661766966", "image/heif")]
    [InlineData("0000001C667479706865696300000000", "image/heif")]
    [InlineData("0000001C667479706865697800000000", "image/heif")]
    [InlineData("0000001C6674797069736F6D00000000", null)]
    [InlineData("FFFFFFFF667479706D696631", "image/heif")]
    [InlineData("52494646FFFFFFFF41564920", null)]
    [InlineData("FFD8", null)]
    [InlineData("89504E47", null)]
    [InlineData("3C7376673E", null)]
    [InlineData("", null)]
    public void A_picture_is_told_by_its_first_bytes(string hex, string? expected) =>
        Assert.Equal(expected, PictureSniffer.FindMediaType(Convert.FromHexString(hex)));

    [Fact]
    public void What_is_wrong_is_told_with_what_to_do()
    {
        Assert.Null(PictureSniffer.FindProblem(SamplePictures.RedBluePng));
        Assert.Contains("empty", PictureSniffer.FindProblem([]));
        Assert.Contains("not a JPEG", PictureSniffer.FindProblem("soup"u8));
        Assert.Contains("convert it to JPEG", PictureSniffer.FindProblem(Encoding.Latin1.GetBytes("\0\0\0\u0018ftypheic\0\0\0\0")));
    }

    [Fact]
    public void The_decoder_gives_the_sniffers_reason()
    {
        var heic = Encoding.Latin1.GetBytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
        var error = Assert.Throws<PictureFormatException>(() => new VipsPictureDecoder().Identify(heic));
        Assert.Equal(PictureSniffer.FindProblem(heic), error.Message);
    }
}
