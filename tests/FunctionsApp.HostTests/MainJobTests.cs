using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Scanning;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>From the timer to the alert.</summary>
public sealed class MainJobTests(RunningApp app, ITestOutputHelper output) : AppTest(app, output)
{
    private const string Gone = "main_gone";

    private static readonly string[] Shops = ["main_bakery", "main_deli", "main_noodles"];

    internal static IEnumerable<AccountScript> Accounts =>
        [.. Shops.Select(handle => Shop.WithOneBoard(handle)), new AccountScript { Handle = Gone, State = AccountState.Missing }];

    [Fact]
    public async Task A_timer_has_the_schedule_that_its_setting_says()
    {
        Assert.Equal(AppSettings.Schedule, App.Host.ScheduleOf("MonitorTimer"));
        await App.Host.FireTimerAsync("HistoryPurge");
    }

    [Fact]
    public async Task The_timer_has_every_account_scanned_that_is_due_and_each_board_is_one_alert()
    {
        var accounts = new List<AccountId>();
        foreach (var handle in Shops)
            accounts.Add(await App.WatchAsync(Shop.AlwaysDue(handle)));
        var gone = await App.WatchAsync(Shop.AlwaysDue(Gone));

        foreach (var account in accounts.Append(gone))
            await App.LookAsync(account);
        foreach (var account in accounts)
            await App.Api.RescanAsync(account);

        foreach (var account in accounts)
        {
            Assert.All(await App.State.ListScansAsync(account), scan => Assert.Equal(ScanOutcome.Completed, scan.Outcome));
            await App.State.AssertSettledAsync(account, posts: 3, alerts: 1);
        }

        Assert.All(
            await App.State.ListScansAsync(gone),
            scan => Assert.Equal((ScanOutcome.Failed, FailureKind.Unavailable), (scan.Outcome, scan.Failure))
        );
        foreach (var account in accounts.Append(gone))
            Assert.True(await App.State.Watches.RemoveAsync(account, CancellationToken.None));
    }
}
