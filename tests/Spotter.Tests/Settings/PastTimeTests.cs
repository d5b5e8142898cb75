using System.Globalization;
using Spotter.Settings;

namespace Spotter.Tests.Settings;

public sealed class PastTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7d", "2026-02-23T11:00:00Z")]
    [InlineData("12h", "2026-03-01T23:00:00Z")]
    [InlineData("0h", "2026-03-02T11:00:00Z")]
    [InlineData("2026-11-01", "2026-11-01T00:00:00Z")]
    [InlineData("2026-01-31T12:30", "2026-01-31T12:30:00Z")]
    [InlineData("2026-01-31T12:30:15Z", "2026-01-31T12:30:15Z")]
    [InlineData("2026-01-31T12:30:15.25+02:00", "2026-01-31T10:30:15.25Z")]
    public void Days_hours_a_day_and_a_moment_are_times(string text, string expected)
    {
        Assert.True(PastTime.TryRead(text, Now, out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("2147483647d")]
    [InlineData("2147483647h")]
    public void Longer_ago_than_all_time_is_its_beginning(string text)
    {
        Assert.True(PastTime.TryRead(text, Now, out var time));
        Assert.Equal(DateTimeOffset.MinValue, time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-7d")]
    [InlineData("7 d")]
    [InlineData("1.5h")]
    [InlineData("2147483648d")]
    [InlineData("7w")]
    [InlineData("12:30")]
    [InlineData("31/01/2026")]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    public void Anything_else_is_none(string text) => Assert.False(PastTime.TryRead(text, Now, out _));
}
