using Spotter.Pictures;

namespace Spotter.Tests.Pictures;

public sealed class PlainPathTests
{
    [Theory]
    [InlineData("/photos/./a.jpg", "/photos/a.jpg")]
    [InlineData("./photos/././b/.", "photos/b")]
    [InlineData(".//photos", "photos")]
    [InlineData("../photos/..", "../photos/..")]
    [InlineData("/photos/.hidden/a..jpg", "/photos/.hidden/a..jpg")]
    [InlineData("./", ".")]
    [InlineData(".", ".")]
    [InlineData("/.", "/.")]
    [InlineData("", "")]
    public void Parts_that_stay_where_they_are_are_left_out(string path, string expected) => Assert.Equal(expected, PlainPath.Of(path));
}
