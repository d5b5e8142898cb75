using Spotter.Calls;
using Spotter.Contracts;

namespace Spotter.Tests.Calls;

public sealed class RetryAfterTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", int.MaxValue)]
    [InlineData("99999999999999999999999999", int.MaxValue)]
    [InlineData("Mon, 02 Mar 2026 11:00:30 GMT", 30)]
    [InlineData("Mon, 02 Mar 2026 10:00:00 GMT", 0)]
    public void Seconds_and_dates_are_read(string text, int seconds)
    {
        using var answer = Answer(text);

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Of(answer, _time));
        Assert.False(RetryAfter.IsOdd(answer));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("2.5")]
    [InlineData("7 seconds")]
    [InlineData("Fri, 31 Feb 2026 11:00:00 GMT")]
    [InlineData("")]
    public void What_makes_no_sense_counts_as_absent_and_can_be_told(string text)
    {
        using var answer = Answer(text);

        Assert.Null(RetryAfter.Of(answer, _time));
        Assert.True(RetryAfter.IsOdd(answer));
    }

    [Fact]
    public void An_answer_may_ask_for_nothing()
    {
        using var answer = new HttpResponseMessage();

        Assert.Null(RetryAfter.Of(answer, _time));
        Assert.False(RetryAfter.IsOdd(answer));
    }

    private static HttpResponseMessage Answer(string text)
    {
        var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Retry-After", text);
        return answer;
    }
}
