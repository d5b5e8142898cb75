using FsCheck;
using FsCheck.Fluent;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Tests.Scanning;

public sealed class CallBudgetTests
{
    private static readonly Gen<CallWindow[]> Windows =
        Gen.Choose(1, 6).Zip(Gen.Choose(1, 600)).Select(pair => new CallWindow(pair.Item1, TimeSpan.FromSeconds(pair.Item2))).NonEmptyListOf().Select(list => list.Take(3).ToArray());

    [Fact]
    public async Task Every_window_holds_and_no_slot_could_be_earlier()
    {
        await using var world = new ScanWorld();
        Prop.ForAll(Windows.ToArbitrary(), Gen.Choose(0, 90).ArrayOf(40).ToArbitrary(), (windows, pauses) =>
        {
            var plan = new CallBudgetPlan(Guid.NewGuid().ToString("N"), windows);
            var slots = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                world.Time.Advance(TimeSpan.FromSeconds(pause));
                var slot = world.Get<CallBudget>().ReserveAsync(plan, CancellationToken.None).GetAwaiter().GetResult();
                var earliest = slots.LastOrDefault() > world.Time.GetUtcNow() ? slots[^1] : world.Time.GetUtcNow();
                if (slot < earliest || !Fits(windows, slots, slot) || (slot > earliest && Fits(windows, slots, slot.AddMilliseconds(-1))))
                    return false;
                slots.Add(slot);
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Several_hosts_share_one_budget()
    {
        await using var world = new ScanWorld();
        var plan = new CallBudgetPlan("shared", CallWindow.ParseMany("1,30 5,600"));
        using var here = new CallBudget(world.Get<IStateStore>(), world.Time);
        using var there = new CallBudget(world.Get<IStateStore>(), world.Time);

        var slots = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? here : there).ReserveAsync(plan, CancellationToken.None)));

        var ordered = slots.Order().ToList();
        for (var i = 0; i < ordered.Count; i++)
            Assert.True(Fits(plan.Windows, ordered[..i], ordered[i]), $"slot {i} at {ordered[i]:O}");
    }

    [Fact]
    public async Task No_slot_is_handed_out_before_the_end_of_a_pause()
    {
        await using var world = new ScanWorld();
        var plan = new CallBudgetPlan("paused", CallWindow.ParseMany("10,1"));
        var until = world.Time.GetUtcNow() + TimeSpan.FromHours(6);
        await world.Get<CallBudget>().DeferAsync(plan, until, CancellationToken.None);
        await world.Get<CallBudget>().DeferAsync(plan, until - TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Equal(until, await world.Get<CallBudget>().ReserveAsync(plan, CancellationToken.None));
    }

    [Fact]
    public async Task A_plan_without_windows_never_waits()
    {
        await using var world = new ScanWorld();
        var slot = await world.Get<CallBudget>().ReserveAsync(new CallBudgetPlan("free", []), CancellationToken.None);

        Assert.Equal(world.Time.GetUtcNow(), slot);
    }

    private static bool Fits(IReadOnlyList<CallWindow> windows, IReadOnlyList<DateTimeOffset> slots, DateTimeOffset slot) =>
        windows.All(window => slots.Count(earlier => earlier > slot - window.Span && earlier <= slot) < window.Calls);
}
