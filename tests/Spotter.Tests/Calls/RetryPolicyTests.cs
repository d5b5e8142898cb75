using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Contracts;

namespace Spotter.Tests.Calls;

public sealed class RetryPolicyTests
{
    private static readonly ManualTimeProvider Time = new();

    private static readonly RetryPolicy Policy = Of(
        new RetryOptions { BackoffMultiplier = 10, BackoffExponent = 3, BackoffCap = 600, BlockedDelay = 7_200 });

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 90)]
    [InlineData(5, 600)]
    public void The_wait_is_the_multiplier_times_the_exponent_to_the_power_of_earlier_attempts_and_capped(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Policy.DelayAfter(new SourceFailure(FailureKind.Transient, ""), attempt));

    [Fact]
    public void A_wall_waits_the_long_backoff() =>
        Assert.Equal(TimeSpan.FromHours(2), Policy.DelayAfter(new SourceFailure(FailureKind.Blocked, ""), 1));

    [Fact]
    public void The_wait_is_never_shorter_than_what_the_source_asked_for_nor_than_the_backoff() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), (attempt, seconds) =>
        {
            var asked = TimeSpan.FromSeconds(seconds);
            var own = Policy.DelayAfter(new SourceFailure(FailureKind.Throttled, ""), attempt);
            var wait = Policy.DelayAfter(new SourceFailure(FailureKind.Throttled, "", asked), attempt);
            return wait == (asked > own ? asked : own) && own <= TimeSpan.FromSeconds(600);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_post_waits_twice_as_long_after_each_failure_up_to_the_cap()
    {
        var policy = Of(new RetryOptions { PostRetryDelay = 10, BackoffCap = 60 });

        var waits = Enumerable.Range(1, 5).Select(attempts => (policy.NextAt(attempts, null) - Time.GetUtcNow()).TotalSeconds);

        Assert.Equal([10, 20, 40, 60, 60], waits);
    }

    [Theory]
    [InlineData(3_600, 86_400)]
    [InlineData(864_000, 864_000)]
    public void What_is_asked_for_is_waited_for_up_to_a_day_or_the_cap_where_that_is_longer(double cap, double seconds)
    {
        var next = Of(new RetryOptions { BackoffCap = cap }).NextAt(1, TimeSpan.FromDays(100));

        Assert.Equal(TimeSpan.FromSeconds(seconds), next - Time.GetUtcNow());
    }

    [Theory]
    [InlineData(3_600, 86_400, false)]
    [InlineData(3_600, 86_401, true)]
    [InlineData(864_000, 86_401, false)]
    [InlineData(864_000, 864_001, true)]
    [InlineData(3_600, 0, true)]
    public void A_clock_that_was_ahead_makes_no_wait_longer_than_any_other(double cap, double ahead, bool isDue) =>
        Assert.Equal(isDue, Of(new RetryOptions { BackoffCap = cap }).IsDue(Time.GetUtcNow().AddSeconds(ahead)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 600)]
    public void It_may_fail_for_years(double first, double seconds)
    {
        var policy = Of(new RetryOptions { BackoffMultiplier = first, PostRetryDelay = first, BackoffCap = 600 });

        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.DelayAfter(new SourceFailure(FailureKind.Transient, ""), 100_000));
        Assert.Equal(TimeSpan.FromSeconds(seconds), policy.NextAt(100_000, null) - Time.GetUtcNow());
    }

    [Fact]
    public void What_does_not_wait_is_due() => Assert.True(Policy.IsDue(null));

    private static RetryPolicy Of(RetryOptions options) => new(Options.Create(options), Time);
}
