using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Spotter.Contracts;
using Spotter.FunctionsApp.Orchestration;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>
/// What the task hub is asked to remove. The engine in this process removes nothing by a filter, so its client is a stand-in here.
/// </summary>
public sealed class HistoryPurgeTests
{
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(10);

    // Of the client's calls, where host.json does not say otherwise.
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(100);

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private readonly ManualTimeProvider _time = new();
    private readonly DurableTaskClient _client = Substitute.For<DurableTaskClient>("hub");

    [Fact]
    public async Task What_ended_more_than_a_week_ago_is_removed_in_calls_that_end_before_the_client_gives_them_up()
    {
        PurgeInstancesFilter? asked = null;
        _client.PurgeAllInstancesAsync(Arg.Do<PurgeInstancesFilter>(filter => asked = filter), Arg.Any<CancellationToken>())
            .Returns(new PurgeResult(100, isComplete: true));

        await PurgeAsync(CancellationToken.None);

        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromDays(7), asked!.CreatedTo);
        Assert.Equal(Ended, asked.Statuses!);
        Assert.InRange(asked.Timeout!.Value, TimeSpan.FromSeconds(30), ClientTimeout - TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_one_call_had_no_time_for_the_next_one_removes()
    {
        AnyCall().Returns(new PurgeResult(100, isComplete: false), new PurgeResult(7, isComplete: true));

        await PurgeAsync(CancellationToken.None);

        await _client.Received(2).PurgeAllInstancesAsync(Arg.Any<PurgeInstancesFilter>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task More_than_fits_into_the_time_of_a_function_is_left_for_the_next_time()
    {
        var begin = _time.GetUtcNow();
        AnyCall().Returns(call =>
        {
            _time.Advance(call.Arg<PurgeInstancesFilter>().Timeout!.Value);
            return new PurgeResult(100, isComplete: false);
        });

        await PurgeAsync(CancellationToken.None);
        var first = _time.GetUtcNow() - begin;
        await PurgeAsync(CancellationToken.None);

        Assert.InRange(first, TimeSpan.FromMinutes(1), FunctionTimeout - TimeSpan.FromMinutes(1));
        Assert.Equal(begin + (2 * first), _time.GetUtcNow());
    }

    [Fact]
    public async Task A_task_hub_that_cannot_remove_what_is_left_is_not_asked_again_at_once()
    {
        AnyCall().Returns(new PurgeResult(0, isComplete: false));

        await PurgeAsync(CancellationToken.None);

        await _client.Received(1).PurgeAllInstancesAsync(Arg.Any<PurgeInstancesFilter>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_call_that_the_client_gives_up_is_no_failure()
    {
        AnyCall().ThrowsAsync(new OperationCanceledException("The operation was canceled."));

        await PurgeAsync(CancellationToken.None);
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

    private Task<PurgeResult> AnyCall() => _client.PurgeAllInstancesAsync(Arg.Any<PurgeInstancesFilter>(), Arg.Any<CancellationToken>());

    private void HangUntilCancelled() => AnyCall().Returns(async call =>
    {
        await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
        return new PurgeResult(0);
    });

    private Task PurgeAsync(CancellationToken cancellationToken) =>
        new HistoryPurge(_time, NullLogger<HistoryPurge>.Instance).RunAsync(new TimerInfo(), _client, cancellationToken);
}
