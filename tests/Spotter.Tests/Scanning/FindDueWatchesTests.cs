using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

public sealed class FindDueWatchesTests
{
    [Fact]
    public async Task At_the_first_look_every_watch_is_due_but_those_that_are_paused()
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("a");
        var paused = await world.WatchAsync("b");
        await world.Get<WatchRepository>().UpdateAsync(paused, watch => watch with { Paused = true }, CancellationToken.None);

        Assert.Equal(["scripted:a"], await LookAsync(world));
    }

    [Fact]
    public async Task Later_a_watch_is_due_when_its_schedule_has_passed_since_the_last_look()
    {
        await using var world = new ScanWorld(settings: ("Watching:Schedule", "0 0 * * * *"));
        await world.WatchAsync("hourly");
        var own = await world.WatchAsync("own");
        await world.Get<WatchRepository>().UpdateAsync(
            own, watch => watch with { Schedule = "0 30 12 * * *", TimeZone = "America/New_York" }, CancellationToken.None);
        world.Time.AdvanceTo(new DateTimeOffset(2026, 7, 1, 16, 1, 0, TimeSpan.Zero));
        await LookAsync(world);

        world.Time.AdvanceTo(new DateTimeOffset(2026, 7, 1, 16, 29, 59, TimeSpan.Zero));
        Assert.Empty(await LookAsync(world));
        world.Time.AdvanceTo(new DateTimeOffset(2026, 7, 1, 16, 30, 0, TimeSpan.Zero));
        Assert.Equal(["scripted:own"], await LookAsync(world));
        world.Time.AdvanceTo(new DateTimeOffset(2026, 7, 1, 19, 5, 0, TimeSpan.Zero));
        Assert.Equal(["scripted:hourly"], await LookAsync(world));
    }

    [Fact]
    public async Task A_look_of_a_clock_that_was_ahead_keeps_nothing_from_being_due()
    {
        await using var world = new ScanWorld(settings: ("Watching:Schedule", "0 0 * * * *"));
        await world.WatchAsync("hourly");
        var now = world.Time.GetUtcNow();
        await world.Get<IStateStore>().TryChangeAsync(
            MonitorTick.KeyOf("scripted").Partition,
            [StateChange.Put(
                MonitorTick.KeyOf("scripted").Key, new MonitorTick(now + TimeSpan.FromDays(40)), ScanJson.Default.MonitorTick)],
            CancellationToken.None);

        Assert.Equal(["scripted:hourly"], await LookAsync(world));
        Assert.Empty(await LookAsync(world));
        world.Time.AdvanceTo(now.AddHours(1));
        Assert.Equal(["scripted:hourly"], await LookAsync(world));
    }

    [Fact]
    public async Task A_watch_whose_time_zone_is_not_known_here_does_not_stop_the_others()
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("a");
        var lost = await world.WatchAsync("b");
        await LookAsync(world);
        await world.Get<WatchRepository>().UpdateAsync(lost, watch => watch with { TimeZone = "Mars/Olympus" }, CancellationToken.None);

        world.Time.AdvanceTo(world.Time.GetUtcNow().AddHours(1));
        Assert.Equal(["scripted:a"], await LookAsync(world));
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("a");
        await world.WatchAsync("c");
        await world.Get<IStateStore>().TryChangeAsync("watches", [StateChange.Put("scripted:b", "{"u8.ToArray())], CancellationToken.None);

        Assert.True(await IsAnyDueAsync(world));
        Assert.Equal(["scripted:a", "scripted:c"], await LookAsync(world));
    }

    [Fact]
    public async Task Each_source_is_looked_at_by_itself()
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("a");
        await world.Get<WatchRepository>().TryAddAsync(
            new Watch { Account = AccountId.Parse("scripted-too:b"), Since = world.Time.GetUtcNow() }, CancellationToken.None);

        Assert.Equal(["scripted:a"], await LookAsync(world));
        Assert.Equal(["scripted-too:b"], await LookAsync(world, "scripted-too"));
    }

    [Fact]
    public async Task A_look_that_was_cut_off_loses_nothing()
    {
        await using var world = new ScanWorld(settings: ("Watching:Schedule", "0 0 * * * *"));
        await world.WatchAsync("hourly");
        await LookAsync(world);
        world.Time.AdvanceTo(world.Time.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Equal(["scripted:hourly"], await FindAsync(world));

        world.Time.AdvanceTo(world.Time.GetUtcNow() + TimeSpan.FromMinutes(5));

        Assert.Equal(["scripted:hourly"], await LookAsync(world));
        Assert.Empty(await LookAsync(world));
    }

    [Fact]
    public async Task A_look_that_ends_late_takes_nothing_back()
    {
        await using var world = new ScanWorld();
        var before = world.Time.GetUtcNow() - TimeSpan.FromHours(1);
        await world.WatchAsync("a");
        await LookAsync(world);

        await world.Get<EndLook>().RunAsync(new EndLookInput("scripted", before), CancellationToken.None);

        Assert.False(await IsAnyDueAsync(world));
    }

    [Fact]
    public async Task Asking_whether_any_is_due_is_no_look()
    {
        await using var world = new ScanWorld(settings: ("Watching:Schedule", "0 0 * * * *"));
        Assert.False(await IsAnyDueAsync(world));
        await world.WatchAsync("hourly");
        Assert.True(await IsAnyDueAsync(world));
        Assert.Equal(["scripted:hourly"], await LookAsync(world));

        Assert.False(await IsAnyDueAsync(world));
        world.Time.AdvanceTo(world.Time.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.True(await IsAnyDueAsync(world));
        Assert.Equal(["scripted:hourly"], await LookAsync(world));
    }

    private static Task<bool> IsAnyDueAsync(ScanWorld world) =>
        world.Get<FindDueWatches>().IsAnyDueAsync("scripted", world.Time.GetUtcNow(), CancellationToken.None);

    private static async Task<List<string>> LookAsync(ScanWorld world, string source = "scripted")
    {
        var due = await FindAsync(world, source);
        await world.Get<EndLook>().RunAsync(new EndLookInput(source, world.Time.GetUtcNow()), CancellationToken.None);
        return due;
    }

    private static async Task<List<string>> FindAsync(ScanWorld world, string source = "scripted")
    {
        var due = await world.Get<FindDueWatches>().RunAsync(
            new FindDueWatchesInput(source, world.Time.GetUtcNow(), After: null), CancellationToken.None);
        Assert.Null(due.After);
        return [.. due.Accounts.Select(account => account.ToString())];
    }
}
