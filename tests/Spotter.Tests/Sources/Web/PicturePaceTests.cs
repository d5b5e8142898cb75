using System.Collections.Concurrent;
using Spotter.Contracts;
using Spotter.Sources.Web;

namespace Spotter.Tests.Sources.Web;

public sealed class PicturePaceTests : IDisposable
{
    private const int BytesPerSecond = 1_000;

    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<(string Name, double Second)> _begun = [];
    private readonly DateTimeOffset _start;
    private PicturePace _pace;

    public PicturePaceTests()
    {
        _start = _time.GetUtcNow();
        _pace = new PicturePace(TimeSpan.FromSeconds(1), BytesPerSecond, _time);
    }

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task Requests_of_both_kinds_keep_the_wait_and_a_video_holds_no_picture_back()
    {
        _pace = new PicturePace(TimeSpan.FromSeconds(1), bytesPerSecond: 0, _time);
        var coming = new TaskCompletionSource<long>();

        var video = Video("film", coming.Task);
        var other = Video("next film", Task.FromResult(1L));
        var pictures = new[] { Picture("a", 900), Picture("b", 900) };
        await RunAsync(Task.WhenAll(pictures));
        Assert.False(other.IsCompleted);
        coming.SetResult(1_000_000);
        await RunAsync(Task.WhenAll(video, other));

        Assert.Equal([("film", 0), ("a", 1), ("b", 2), ("next film", 3)], _begun);
    }

    [Fact]
    public async Task Bytes_are_bounded_on_the_average_and_pictures_have_half_of_them_until_a_video_is_paid()
    {
        var film = Video("film", Task.FromResult(20_000L));
        await film;
        var next = Video("next film", Task.FromResult(0L));
        foreach (var name in new[] { "a", "b", "c" })
            await RunAsync(Picture(name, 2_000));
        await RunAsync(next);
        await RunAsync(Picture("d", 2_000));
        await RunAsync(Picture("e", 2_000));

        // Twenty seconds of the film, six of the pictures beside it; afterwards a picture takes two seconds again.
        Assert.Equal(
            [("film", 0), ("a", 1), ("b", 5), ("c", 9), ("next film", 26), ("d", 27), ("e", 29)], _begun);
    }

    [Fact]
    public async Task Pictures_beside_a_video_that_comes_slowly_are_paid_with_it_and_of_one_that_fails_what_came()
    {
        var coming = new TaskCompletionSource<long>();
        var film = Video("film", coming.Task);
        await RunAsync(Picture("a", 3_000));
        coming.SetResult(10_000);
        await film;
        await RunAsync(
            _pace.RunVideoAsync<long>(
                came =>
                {
                    came(3_000);
                    came(4_000);
                    return Begin("next", Task.FromException<long>(new IOException("cut")))();
                },
                default),
            throws: true);
        await RunAsync(Video("last", Task.FromResult(0L)));

        Assert.Equal([("film", 0), ("a", 1), ("next", 13), ("last", 20)], _begun);
    }

    [Fact]
    public async Task A_wait_may_be_longer_than_a_timer_counts()
    {
        await Video("film", Task.FromResult(100L * 24 * 3600 * BytesPerSecond));
        await RunAsync(Video("next film", Task.FromResult(0L)));

        Assert.Equal([("film", 0), ("next film", 100 * 24 * 3600)], _begun);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_nobody_wait()
    {
        var clock = new SetBackClock(_time);
        _pace = new PicturePace(TimeSpan.FromSeconds(1), BytesPerSecond, clock);
        await RunAsync(Picture("a", 1_000));
        clock.Back = TimeSpan.FromDays(1);
        await RunAsync(Picture("b", 1_000));

        Assert.Equal([("a", 0), ("b", 1)], _begun);
    }

    private Task<long> Picture(string name, long bytes) => _pace.RunAsync(Begin(name, Task.FromResult(bytes)), size => size, default);

    private Task<long> Video(string name, Task<long> bytes) => _pace.RunVideoAsync(
        async came =>
        {
            var all = await Begin(name, bytes)();
            came(all);
            return all;
        },
        default);

    private Func<Task<long>> Begin(string name, Task<long> bytes) => () =>
    {
        _begun.Enqueue((name, (_time.GetUtcNow() - _start).TotalSeconds));
        return bytes;
    };

    // The clock goes on when all wait for it.
    private async Task RunAsync(Task task, bool throws = false)
    {
        while (!task.IsCompleted)
        {
            var waiting = _begun.Count + _time.PendingTimers;
            if (_time.AdvanceToNextTimer())
                // Who waited begins or waits again.
                while (_begun.Count + _time.PendingTimers < waiting)
                    await Task.Yield();
            await Task.Yield();
        }

        if (throws)
            await Assert.ThrowsAsync<IOException>(() => task);
        else
            await task;
    }

    private sealed class SetBackClock(ManualTimeProvider time) : TimeProvider
    {
        public TimeSpan Back { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - Back;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
