using FsCheck;
using FsCheck.Fluent;
using Spotter.Calls;
using Spotter.Scanning;

namespace Spotter.Tests.Calls;

public sealed class BackoffTests
{
    private static readonly ScanningOptions Options = new() { BackoffMultiplier = 10, BackoffExponent = 3, BackoffCap = 600, BlockedDelay = 7_200 };

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 90)]
    [InlineData(5, 600)]
    public void The_wait_is_the_multiplier_times_the_exponent_to_the_power_of_earlier_attempts_and_capped(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.DelayAfter(Options, new SourceFailure(FailureKind.Transient, ""), attempt));

    [Fact]
    public void A_wall_waits_the_long_backoff() =>
        Assert.Equal(TimeSpan.FromHours(2), Backoff.DelayAfter(Options, new SourceFailure(FailureKind.Blocked, ""), 1));

    [Fact]
    public void The_wait_is_never_shorter_than_what_the_source_asked_for_nor_than_the_backoff() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), (attempt, seconds) =>
        {
            var asked = TimeSpan.FromSeconds(seconds);
            var own = Backoff.DelayAfter(Options, new SourceFailure(FailureKind.Throttled, ""), attempt);
            var wait = Backoff.DelayAfter(Options, new SourceFailure(FailureKind.Throttled, "", asked), attempt);
            return wait == (asked > own ? asked : own) && own <= TimeSpan.FromSeconds(600);
        }).QuickCheckThrowOnFailure();
}
