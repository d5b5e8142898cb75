using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Spotter.Contracts;
using Spotter.Corrections;
using Spotter.Posts;
using Spotter.State;
using Spotter.Watching;
using Spotter.Web.Review;

namespace Spotter.Web.Tests.Review;

public sealed class ReviewCountTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    private readonly ManualTimeProvider _time = new();
    private readonly StuckStore _store = new();

    [Fact]
    public async Task A_count_ends_with_the_host_and_none_begins_after_it()
    {
        using var host = new Host();
        var count = CountOf(host);

        Assert.Null(count.Current);
        await _store.Asked.Task.WaitAsync(Most);
        host.StopApplication();

        await _store.Ended.Task.WaitAsync(Most);
        await count.DisposeAsync().AsTask().WaitAsync(Most);
        Assert.Null(count.Current);
        Assert.Equal(1, _store.Times);
    }

    [Fact]
    public async Task Where_no_host_tells_of_its_end_disposing_ends_a_count()
    {
        var count = CountOf();
        Assert.Null(count.Current);
        await _store.Asked.Task.WaitAsync(Most);

        await count.DisposeAsync().AsTask().WaitAsync(Most);

        Assert.True(_store.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task A_count_that_takes_too_long_is_given_up_and_tried_again_later()
    {
        await using var count = CountOf();
        Assert.Null(count.Current);
        await _store.Asked.Task.WaitAsync(Most);

        _time.Advance(ReviewCount.Longest);
        await _store.Ended.Task.WaitAsync(Most);

        using var most = new CancellationTokenSource(Most);
        while (_store.Times < 2)
        {
            _time.Advance(ReviewCount.Longest);
            Assert.Null(count.Current);
            await Task.Delay(10, most.Token);
        }
    }

    private ReviewCount CountOf(params IHostApplicationLifetime[] hosts) => new(
        new PictureReview(new PostRepository(_store), new PictureLabels(_store), null!), new WatchRepository(_store), hosts, _time);

    private sealed class Host : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }

    // It answers nobody, as a disk or a network that hangs.
    private sealed class StuckStore : IStateStore
    {
        private int _times;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Times => _times;

        public async IAsyncEnumerable<StateRecord> ListAsync(
            string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _times);
            Asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Ended.TrySetResult();
            }

            yield break;
        }

        public Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<string> ListPartitionsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> TryChangeAsync(
            string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
