using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Local.Orchestration;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator.Pictures;
using Spotter.Simulator.Scenarios;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>The product's orchestrations on the Durable engine.</summary>
public sealed class DurableScanTests
{
    private static readonly string MonitorId = MonitorAccounts.InstanceIdOf("instagram");
    private static readonly MonitorRequest WhatIsDue = new() { Source = "instagram", Parallel = 3 };

    [Fact]
    public async Task What_is_due_is_scanned_and_one_account_that_fails_does_not_stop_the_others()
    {
        await using var world = await ScanWorld.StartAsync([
            .. Enumerable.Range(0, 5).Select(n => ScanWorld.Shop($"shop{n}")),
            new AccountScript { Handle = "gone", State = AccountState.Missing },
        ]);
        await using var host = await StartAsync(world);

        var summary = await host.RunAsync<MonitorSummary>(nameof(MonitorAccounts), WhatIsDue, MonitorId);

        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Completed] = 5, [ScanOutcome.Failed] = 1 }, summary.Scans);
        Assert.Equal(new ScanCounts { Posts = 15, Pictures = 20, Classified = 20, Alerts = 5 }, summary.Counts);
        Assert.Equal(5, world.Simulator.Slack.Messages.Count);
    }

    [Fact]
    public async Task A_source_that_throttles_is_asked_again_after_a_durable_timer()
    {
        await using var world = await ScanWorld.StartAsync(
            ScanWorld.Shop("busy", new PageFault { Kind = PageFaultKind.Error, Code = 4, Times = 2 }));
        await using var host = await StartAsync(world);
        var account = await ScanWorld.WatchAsync(host.Services, "busy");

        var id = ScanAccount.InstanceIdOf(account);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ScanAccount), new ScanRequest(account), new StartOrchestrationOptions(id));
        await host.WaitForStatusAsync(id, nameof(ScanStage.WaitingForCall));
        var summary = await host.WaitAsync<ScanSummary>(id);

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal(3, summary.Counts.Posts);
        Assert.True(summary.EndedAt - summary.StartedAt >= TimeSpan.FromSeconds(3), "it waited 1 s and then 2 s");
    }

    [Fact]
    public async Task A_picture_that_cannot_be_had_is_tried_again_and_then_owed_with_its_reason()
    {
        await using var world = await ScanWorld.StartAsync(
            new AccountScript { Handle = "broken", Posts = [new PostScript { At = -10, PictureFault = PictureFault.Missing }] });
        await using var host = await StartAsync(world);
        var account = await ScanWorld.WatchAsync(host.Services, "broken");

        var summary = await host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(account), "scan");

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal((0, 1), (summary.Counts.Failed, summary.Owed));
        var post = Assert.Single(
            await host.Services.GetRequiredService<PostRepository>().ListAsync(account, CancellationToken.None).ToListAsync());
        Assert.Equal(PostStage.Discovered, post.Stage);
        Assert.Equal(5, post.Attempts);
        Assert.NotNull(post.Reason);
    }

    [Fact]
    public async Task Of_two_scans_of_one_account_the_second_is_busy()
    {
        await using var world = await ScanWorld.StartAsync(
            ScanWorld.Shop("slow", new PageFault { Kind = PageFaultKind.Slow, Seconds = 4, Times = 1 }));
        await using var host = await StartAsync(world);
        var account = await ScanWorld.WatchAsync(host.Services, "slow");

        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ScanAccount), new ScanRequest(account), new StartOrchestrationOptions("first"));
        await host.WaitForStatusAsync("first", nameof(ScanStage.ReadingPage));
        var second = await host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(account), "second");
        var first = await host.WaitAsync<ScanSummary>("first");

        Assert.Equal(ScanOutcome.Busy, second.Outcome);
        Assert.Equal(ScanOutcome.Completed, first.Outcome);
        Assert.Equal(3, first.Counts.Posts);
    }

    [Fact]
    public async Task A_monitor_of_many_accounts_begins_anew_and_counts_on()
    {
        const int Accounts = FindDueWatches.PageSize + 5;
        await using var world = await ScanWorld.StartAsync();
        await using var host = await StartAsync(world);
        // Of a source that there is not, so that each scan ends at its first step.
        foreach (var n in Enumerable.Range(0, Accounts))
            await host.Services.GetRequiredService<WatchRepository>().TryAddAsync(
                new Watch { Account = AccountId.Parse($"nowhere:quiet{n:D3}"), Since = DateTimeOffset.UnixEpoch }, CancellationToken.None);

        var summary = await host.RunAsync<MonitorSummary>(
            nameof(MonitorAccounts), WhatIsDue with { Source = "nowhere", Parallel = 8 }, MonitorId);

        Assert.Equal(new Dictionary<ScanOutcome, int> { [ScanOutcome.Failed] = Accounts }, summary.Scans);
    }

    [Fact]
    public async Task The_local_host_and_the_Durable_engine_come_to_the_same_end()
    {
        AccountScript[] accounts =
        [
            ScanWorld.Shop("calm"),
            ScanWorld.Shop("throttled", new PageFault { Kind = PageFaultKind.Error, Code = 4, Times = 1 }),
            ScanWorld.Shop("cut", new PageFault { Kind = PageFaultKind.Cut, Times = 1 }),
            new AccountScript
            {
                Handle = "broken",
                Posts = [new PostScript { At = -10, PictureFault = PictureFault.Missing }, new PostScript { At = -5 }],
            },
            new AccountScript { Handle = "gone", State = AccountState.Missing },
        ];

        var local = await RunLocallyAsync(accounts);
        var durable = await RunDurablyAsync(accounts);

        Assert.Equal(local, durable);
        Assert.Equal(4, local.Count(line => line.StartsWith("message", StringComparison.Ordinal)));
    }

    private static async Task<DurableHost> StartAsync(ScanWorld world)
    {
        var host = await DurableHost.StartAsync(services => world.AddAzure(services));
        foreach (var account in world.Simulator.Scenario.Accounts)
            await ScanWorld.WatchAsync(host.Services, account.Handle);
        return host;
    }

    private static async Task<List<string>> RunDurablyAsync(AccountScript[] accounts)
    {
        await using var world = await ScanWorld.StartAsync(accounts);
        await using var host = await StartAsync(world);
        await host.RunAsync<MonitorSummary>(nameof(MonitorAccounts), WhatIsDue, MonitorId);
        return await EndOf.DescribeAsync(host.Services, world.Simulator);
    }

    private static async Task<List<string>> RunLocallyAsync(AccountScript[] accounts)
    {
        await using var world = await ScanWorld.StartAsync(accounts);
        await using var services = world.AddLocal(
            new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)).BuildServiceProvider();
        foreach (var account in accounts)
            await ScanWorld.WatchAsync(services, account.Handle);
        await services.GetRequiredService<LocalOrchestrator>().RunAsync(
            MonitorAccounts.Definition, WhatIsDue, MonitorId, CancellationToken.None);
        return await EndOf.DescribeAsync(services, world.Simulator);
    }
}
