using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>What becomes of a scan whose workers die, and of one that is ended from outside.</summary>
public sealed class LostWorkerTests
{
    private const string Shop = "davesfreshpasta";

    private static readonly MonitorRequest WhatIsDue = new() { Source = "instagram", Parallel = 1 };

    private readonly ConcurrentDictionary<string, int> _runs = [];

    [Fact]
    public async Task An_activity_whose_worker_dies_after_its_last_change_is_repeated_and_nothing_is_done_twice()
    {
        await using var world = await ScanWorld.StartAsync(ScanWorld.Shop(Shop));
        await using var host = await DurableHost.StartAsync(services => world.AddAzure(services), DieOnceInEach);
        var account = await ScanWorld.WatchAsync(host.Services, Shop);

        var summary = await host.RunAsync<MonitorSummary>(nameof(MonitorAccounts), WhatIsDue, "monitor");

        Assert.Equal((1, 3, 1), (summary.Scans[ScanOutcome.Completed], summary.Counts.Posts, summary.Counts.Alerts));
        Assert.Single(world.Simulator.Slack.Messages);
        Assert.Single(await host.Services.GetRequiredService<ScanRepository>().ListAsync(account, CancellationToken.None).ToListAsync());
        Assert.Null(await host.Services.GetRequiredService<AccountLeases>().FindOwnerAsync(account, CancellationToken.None));
        // Before the first look has ended everything is due; after it, what became due since.
        var look = await host.Services.GetRequiredService<IStateStore>().FindAsync(
            new StateKey("monitor", "instagram"), ScanJson.Default.MonitorTick, CancellationToken.None);
        Assert.False(await host.Services.GetRequiredService<FindDueWatches>().IsAnyDueAsync(
            "instagram", look!.Value.Until, CancellationToken.None));
        Assert.All(
            (string[])
                [
                    nameof(FindDueWatches),
                    nameof(EndLook),
                    nameof(BeginScan),
                    nameof(FetchPage),
                    nameof(StorePictures),
                    nameof(Classify),
                    nameof(SendAlert),
                    nameof(SettlePost),
                    nameof(CompleteScan),
                ],
            activity => Assert.True(_runs[activity] > 1, activity)
        );
    }

    [Fact]
    public async Task What_an_activity_throws_itself_is_not_repeated()
    {
        await using var world = await ScanWorld.StartAsync(ScanWorld.Shop(Shop));
        await using var host = await DurableHost.StartAsync(services => world.AddAzure(services), FailInBeginScan);
        await ScanWorld.WatchAsync(host.Services, Shop);

        var summary = await host.RunAsync<MonitorSummary>(nameof(MonitorAccounts), WhatIsDue, "monitor");

        Assert.Equal(1, summary.Scans[ScanOutcome.Failed]);
        Assert.Equal(1, _runs[nameof(BeginScan)]);
    }

    [Fact]
    public async Task The_lease_of_a_scan_that_ended_without_giving_it_back_is_taken_over_by_the_next()
    {
        await using var world = await ScanWorld.StartAsync(ScanWorld.Shop(Shop));
        await using var host = await DurableHost.StartAsync(services => world.AddAzure(services), FailInBeginScan);
        var account = await ScanWorld.WatchAsync(host.Services, Shop);
        await host.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ScanAccount), new ScanRequest(account), new StartOrchestrationOptions("first"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Client.WaitForInstanceCompletionAsync("first")).RuntimeStatus);

        var second = await host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(account), "second");

        Assert.Equal(ScanOutcome.Completed, second.Outcome);
    }

    [Theory]
    [InlineData("Microsoft.Azure.WebJobs.Host.FunctionInvocationException", true)]
    [InlineData("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", true)]
    [InlineData("Spotter.Orchestration.ActivityFailedException", false)]
    [InlineData("System.TimeoutException", false)]
    public void A_lost_worker_is_known_by_the_type_of_the_failure_alone(string type, bool lost) =>
        Assert.Equal(lost, DurableOrchestrationContext.IsOfLostWorker(
            new TaskFailureDetails(type, "FunctionInvocationException", null, null, null)));

    private void DieOnceInEach(string activity)
    {
        if (_runs.AddOrUpdate(activity, 1, (_, runs) => runs + 1) == 1)
            throw new FunctionInvocationException();
    }

    private void FailInBeginScan(string activity)
    {
        if (activity == nameof(BeginScan) && _runs.AddOrUpdate(activity, 1, (_, runs) => runs + 1) == 1)
            throw new InvalidOperationException("It is broken.");
    }
}
