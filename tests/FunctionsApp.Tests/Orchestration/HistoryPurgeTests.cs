using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Spotter.Contracts;
using Spotter.FunctionsApp.Orchestration;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>What the task hub is asked to remove. The engine in this process removes nothing by a filter, so its client is a stand-in here.</summary>
public sealed class HistoryPurgeTests
{
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(10);

    private readonly ManualTimeProvider _time = new();
    private readonly DurableTaskClient _client = Substitute.For<DurableTaskClient>("hub");

    [Fact]
    public async Task What_ended_more_than_a_week_ago_is_removed_within_the_time_of_a_function()
    {
        PurgeInstancesFilter? asked = null;
        _client.PurgeAllInstancesAsync(Arg.Do<PurgeInstancesFilter>(filter => asked = filter), Arg.Any<CancellationToken>()).Returns(new PurgeResult(100, isComplete: false));

        await PurgeAsync(CancellationToken.None);

        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromDays(7), asked!.CreatedTo);
        Assert.Equal([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], asked.Statuses!);
        Assert.InRange(asked.Timeout!.Value, TimeSpan.FromMinutes(1), FunctionTimeout);
    }

    [Fact]
    public async Task A_task_hub_that_takes_longer_than_it_was_given_is_left_before_the_host_ends_the_function()
    {
        HangUntilCancelled();

        var purge = PurgeAsync(CancellationToken.None);
        Assert.False(purge.IsCompleted);
        _time.Advance(FunctionTimeout - TimeSpan.FromMinutes(1));

        await purge;
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_call()
    {
        HangUntilCancelled();
        using var stop = new CancellationTokenSource();

        var purge = PurgeAsync(stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => purge);
    }

    private void HangUntilCancelled() => _client.PurgeAllInstancesAsync(Arg.Any<PurgeInstancesFilter>(), Arg.Any<CancellationToken>()).Returns(async call =>
    {
        await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
        return new PurgeResult(0);
    });

    private Task PurgeAsync(CancellationToken cancellationToken) =>
        new HistoryPurge(_time, NullLogger<HistoryPurge>.Instance).RunAsync(new TimerInfo(), _client, cancellationToken);
}
