using Spotter.Accounts;
using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker;
using Spotter.Scanning;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>
/// The worker dies when what an activity did is in the storage account and the host has not heard of it: the worst moment there is.
/// </summary>
public sealed class WorkerDeathTests(RunningApp app, ITestOutputHelper output) : AppTest(app, output)
{
    private const int Killed = 128 + 9;

    // Until the activity's turn comes.
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    private static readonly string[] OfALook = [nameof(FindDueWatches), nameof(EndLook)];

    public static TheoryData<string> ActivitiesOfAScan => [.. Activities.Select(function => function.Name).Except(OfALook)];

    public static TheoryData<string> ActivitiesOfALook => [.. OfALook];

    internal static IEnumerable<AccountScript> Accounts =>
        Activities.Select(function => Shop.WithOneBoard(HandleFor(function.Name), FaultsFor(function.Name)));

    private static IEnumerable<PublishedFunction> Activities => PublishedFolder.App.TriggeredBy("activityTrigger");

    [Theory]
    [MemberData(nameof(ActivitiesOfAScan))]
    public async Task The_scan_completes_and_every_alert_arrives_once_where_the_worker_dies_after(string activity)
    {
        var handle = HandleFor(activity);
        var account = await App.WatchAsync(activity switch
        {
            nameof(ReadWords) => Shop.ToBeRead(handle),
            nameof(PredictAccount) => Shop.ToBeSaidOf(handle),
            nameof(SendAlert) => Shop.ToBeToldAlone(handle),
            _ => Shop.ToBeAskedFor(handle),
        });
        var death = KillAfterAsync(activity, account.Handle);

        var status = await App.Api.RescanThroughDeathAsync(account);

        await AssertKilledAsync(death);
        Assert.Equal("Completed", status.GetProperty("status").GetString());
        Assert.Equal(3, status.GetProperty("summary").GetProperty("counts").GetProperty("posts").GetInt32());
        await AssertScannedOnceAsync(account);
    }

    [Theory]
    [MemberData(nameof(ActivitiesOfALook))]
    public async Task No_look_for_what_is_due_is_lost_where_the_worker_dies_after(string activity)
    {
        var account = await App.WatchAsync(Shop.AlwaysDue(HandleFor(activity)));
        var death = KillAfterAsync(activity, account.Source);

        await App.LookAsync(account);

        await AssertKilledAsync(death);
        Assert.True(await App.State.Watches.RemoveAsync(account, CancellationToken.None));
        await AssertScannedOnceAsync(account);
    }

    private static string HandleFor(string activity) => $"killed_{activity.ToLowerInvariant()}";

    // A lease is held while a scan waits.
    private static PageFault[] FaultsFor(string activity) =>
        activity == nameof(HoldLease) ? [new PageFault { Kind = PageFaultKind.Error, Code = 4, Times = 1 }] : [];

    private Task<WorkerDeath> KillAfterAsync(string activity, string inputHolds)
    {
        var effects = new ActivityEffects(App.State);
        return App.Host.KillWorkerAfterAsync(activity, inputHolds, input => effects.AssertDoneAsync(activity, input));
    }

    private async Task AssertKilledAsync(Task<WorkerDeath> death)
    {
        var killed = await death.WaitAsync(MaxWait);
        Assert.Equal(Killed, killed.ExitCode);
        Assert.NotEqual(killed.ProcessId, await App.Host.FindWorkerProcessIdAsync());
    }

    private async Task AssertScannedOnceAsync(AccountId account)
    {
        Assert.Equal(ScanOutcome.Completed, Assert.Single(await App.State.ListScansAsync(account)).Outcome);
        await App.State.AssertSettledAsync(account, posts: 3, alerts: 1);
    }
}
