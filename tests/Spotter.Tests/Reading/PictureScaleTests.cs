using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Tests.Reading;

/// <summary>How large a copy of a picture is that is looked at.</summary>
public sealed class PictureScaleTests
{
    private const int Pixels = 737_280;

    [Theory]
    [InlineData(1080, 1350, 768, 960)]
    [InlineData(960, 768, 960, 768)]
    [InlineData(100, 100, 192, 192)]
    [InlineData(10, 10, 32, 32)]
    [InlineData(8000, 100, 7680, 96)]
    public void A_copy_has_whole_tiles_and_about_as_many_pixels(int width, int height, int tiledWidth, int tiledHeight) =>
        Assert.Equal((tiledWidth, tiledHeight), PictureScale.InTiles(Picture(width, height), Pixels, tile: 32));

    [Theory]
    [InlineData(1, 65_535)]
    [InlineData(10, 60_000)]
    [InlineData(100_000_000, 1)]
    [InlineData(40, 20_000)]
    public void A_very_long_picture_is_no_more_work_than_another(int width, int height)
    {
        var copy = PictureScale.InTiles(Picture(width, height), Pixels, tile: 32);

        Assert.InRange((long)copy.Width * copy.Height, 32 * 32, 2 * Pixels);
    }

    private static PictureInfo Picture(int width, int height) => new("image/png", width, height);
}
