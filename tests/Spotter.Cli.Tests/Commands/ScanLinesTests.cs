using Spotter.Accounts;
using Spotter.Cli.Commands;
using Spotter.Scanning;

namespace Spotter.Cli.Tests.Commands;

public sealed class ScanLinesTests
{
    private static readonly DateTimeOffset Noon = new(new DateTime(2026, 3, 2, 12, 0, 0, DateTimeKind.Local));

    [Theory]
    [InlineData(ScanStage.WaitingForCall, "slow down", 0, "waiting until 2026-03-02 12:00:00: slow down")]
    [InlineData(ScanStage.WaitingForAlert, null, 0, "waiting until 2026-03-02 12:00:00 to send an alert")]
    [InlineData(ScanStage.WaitingForPosts, null, 1, "waiting until 2026-03-02 12:00:00: 1 post is tried again")]
    [InlineData(ScanStage.WaitingForPosts, null, 2, "waiting until 2026-03-02 12:00:00: 2 posts are tried again")]
    public void A_wait_is_told_with_its_end_on_the_clock_of_whoever_reads_it(ScanStage stage, string? reason, int count, string line) =>
        Assert.Equal(line, ScanLines.Describe(new ScanStatus(stage, Noon, reason, count)));

    [Theory]
    [InlineData(0, "instagram:dave: waits until 12:00: slow down")]
    [InlineData(2, "instagram:dave: 2 new posts; waits until 12:00: slow down")]
    public void A_scan_that_did_not_wait_says_until_when_it_would_have(int posts, string line) =>
        Assert.Equal(line, ScanLines.Describe(new ScanSummary
        {
            Account = AccountId.Parse("instagram:dave"),
            StartedAt = Noon,
            EndedAt = Noon,
            Outcome = ScanOutcome.Deferred,
            Message = "waits until 12:00: slow down",
            Counts = new ScanCounts { Posts = posts },
        }));
}
