using Spotter.Pictures;

namespace Spotter.Tests.Pictures;

public sealed class PictureExtensionsTests
{
    [Theory]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("b.c/A.JPEG", "image/jpeg")]
    [InlineData("a.tiff", "image/tiff")]
    [InlineData("a.avif", "image/avif")]
    [InlineData("a.txt", null)]
    [InlineData("jpg", null)]
    public void A_file_is_a_picture_by_its_ending_in_any_case(string file, string? mediaType) =>
        Assert.Equal(mediaType, PictureExtensions.FindMediaType(file));

    [Theory]
    [InlineData("image/jpeg", ".jpg")]
    [InlineData("image/tiff", ".tif")]
    [InlineData("text/plain", ".bin")]
    public void A_type_has_one_ending(string mediaType, string extension) => Assert.Equal(extension, PictureExtensions.Of(mediaType));

    [Fact]
    public void Every_ending_that_a_file_is_given_is_among_all_once() =>
        Assert.Equal([".jpg", ".png", ".webp", ".gif", ".tif", ".avif", ".bin"], PictureExtensions.All);
}
