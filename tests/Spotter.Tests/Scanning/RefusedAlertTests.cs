using Spotter.Alerting;
using static Spotter.Tests.Scanning.OneAlert;

namespace Spotter.Tests.Scanning;

/// <summary>What becomes of an alert that its channel does not take as it is.</summary>
public sealed class RefusedAlertTests
{
    [Fact]
    public async Task A_refused_alert_with_a_picture_is_sent_once_more_then_as_plain_text_and_then_given_up()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        world.Channel.Uploads.Enqueue((new AlertUpload("F1"), null));
        Fail(world, 3, AlertOutcome.Rejected, "invalid_blocks");

        var summary = world.Scan(account);

        Assert.Equal([false, false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
        Assert.Equal(["F1", "F1", null], world.Channel.Drafts.Select(draft => draft.Upload.File));
        Assert.Equal(1, summary.Counts.Failed);
        Assert.Contains("invalid_blocks", summary.Message);
    }

    [Fact]
    public async Task A_refused_alert_without_a_picture_goes_as_plain_text()
    {
        await using var world = new ScanWorld();
        var account = await PostOneAsync(world);
        Fail(world, 1, AlertOutcome.Rejected, "msg_too_long");

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
        Assert.Equal([false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
    }

    [Fact]
    public async Task Refusals_are_counted_over_scans()
    {
        await using var world = new ScanWorld("", ("Scanning:MaxPostAttempts", "1"));
        var account = await PostOneAsync(world);
        Fail(world, 1, AlertOutcome.Rejected, "msg_too_long");

        world.Scan(account);
        world.Scan(account);

        Assert.Equal([false, true], world.Channel.Drafts.Select(draft => draft.IsPlain));
        Assert.Single(world.Channel.Arrived);
    }
}
