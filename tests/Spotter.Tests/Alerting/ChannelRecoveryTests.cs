using Spotter.Alerting;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Alerting;

/// <summary>When a stopped channel is checked again.</summary>
public sealed class ChannelRecoveryTests
{
    private const string Reason = "invalid_auth: set a new token";

    [Fact]
    public async Task A_channel_that_stays_ill_is_checked_after_waits_that_double_to_an_hour()
    {
        await using var world = new ScanWorld();
        await StopAsync(world);
        world.Channel.Problem = Reason;

        var waits = new List<double>();
        for (var check = 0; check < 9; check++)
        {
            var at = (await StateAsync(world))!.ProbeAt!.Value;
            waits.Add((at - world.Time.GetUtcNow()).TotalMinutes);
            world.Time.AdvanceTo(at);
            await world.Get<ChannelRecovery>().ResumeDueAsync(CancellationToken.None);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public async Task A_channel_whose_wait_is_not_over_is_told_of_and_not_checked()
    {
        await using var world = new ScanWorld();
        await StopAsync(world);

        var problems = await world.Get<ChannelRecovery>().ResumeDueAsync(CancellationToken.None);

        Assert.Equal(Reason, problems["lunch"]);
        Assert.False((await StateAsync(world))!.IsOnTrial);
    }

    [Fact]
    public async Task An_operator_who_asks_is_not_kept_waiting()
    {
        await using var world = new ScanWorld();
        await StopAsync(world);

        Assert.Empty(await world.Get<ChannelRecovery>().ResumeHealthyAsync(CancellationToken.None));

        Assert.True((await StateAsync(world))!.IsOnTrial);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_does_not_put_the_check_off()
    {
        await using var world = new ScanWorld();
        var ahead = new Contracts.ManualTimeProvider(world.Time.GetUtcNow() + TimeSpan.FromDays(40));
        await new ChannelStateRepository(world.Get<CountingStateStore>(), ahead).StopAsync("lunch", Reason, CancellationToken.None);

        Assert.Empty(await world.Get<ChannelRecovery>().ResumeDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Since_when_and_why_it_is_stopped_stays_known_while_it_is_tried_in_vain()
    {
        await using var world = new ScanWorld();
        var stoppedAt = world.Time.GetUtcNow();
        await StopAsync(world);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Get<ChannelRecovery>().ResumeDueAsync(CancellationToken.None);

        await world.Get<ChannelStateRepository>().StopAsync("lunch", "restricted_action", CancellationToken.None);

        var state = await StateAsync(world);
        Assert.Equal((stoppedAt, "restricted_action", false), (state!.StoppedAt, state.Reason, state.IsOnTrial));
        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromMinutes(2), state.ProbeAt);
    }

    private static Task StopAsync(ScanWorld world) =>
        world.Get<ChannelStateRepository>().StopAsync("lunch", Reason, CancellationToken.None);

    private static Task<ChannelState?> StateAsync(ScanWorld world) =>
        world.Get<ChannelStateRepository>().FindAsync("lunch", CancellationToken.None);
}
