using Spotter.Sources.Web;

namespace Spotter.Tests.Sources.Web;

/// <summary>robots.txt as sites really write it.</summary>
public sealed class RobotsFileTests
{
    [Theory]
    [InlineData("User-agent: *\r\nDisallow: /menu # ours\r\n")]
    [InlineData("\uFEFFUser-agent: *\nDisallow: /menu")]
    [InlineData("User-agent: *\rDisallow: /menu\r")]
    [InlineData("Disallow: /\nUser-agent: *\nAllow: /\nDisallow: /m*u$")]
    [InlineData("User-agent: *\nDisallow: /m\nUser-agent: spotter\nDisallow: /menu")]
    public void What_it_forbids_is_forbidden_and_nothing_else(string text)
    {
        var file = RobotsFile.Parse(text, "Spotter");

        Assert.False(file.Allows(new Uri("https://example.com/menu")));
        Assert.True(file.Allows(new Uri("https://example.com/mouse")));
    }

    [Fact]
    public void Letters_beyond_ASCII_are_those_of_addresses()
    {
        var file = RobotsFile.Parse("User-agent: *\nDisallow: /süßes\nDisallow: /%E6%BC%A2", "Spotter");

        Assert.False(file.Allows(new Uri("https://example.com/süßes/1")));
        Assert.False(file.Allows(new Uri("https://example.com/s%C3%BC%C3%9Fes")));
        Assert.False(file.Allows(new Uri("https://example.com/漢")));
    }

    [Theory]
    [InlineData("2.5", 2.5)]
    [InlineData("1e9", 60.0)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    public void A_wait_is_what_makes_sense_of_it(string said, double? seconds) => Assert.Equal(
        seconds, RobotsFile.Parse($"User-agent: *\nCrawl-delay: {said}", "Spotter").CrawlDelay?.TotalSeconds);
}
