using System.Diagnostics;
using System.Diagnostics.Metrics;
using Spotter.Contracts;

namespace Spotter.Cli.Tests.VirtualDays;

/// <summary>
/// A clock that goes on to the next timer as soon as all is done that can be done now: no thread of the pool is at work, nothing waits for
/// one and no HTTP call is without its answer.
/// It may be wrong about that once in a while: to what runs, it was slow then.
/// </summary>
internal sealed class HurriedClock : IDisposable
{
    private const int LooksInARow = 4;

    // Of real time. What never ends must not hold the clock for ever.
    private static readonly TimeSpan MaxPatience = TimeSpan.FromSeconds(2);

    // What is at work needs the processor more than who looks at it.
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan MaxNap = TimeSpan.FromMinutes(2);

    private readonly MeterListener _meter = new();
    private readonly int _otherThreads;
    private long _calls;

    private HurriedClock(int otherThreads)
    {
        _otherThreads = otherThreads;
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.active_requests" })
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _calls, change));
        _meter.Start();
    }

    public ManualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Makes the clock while nothing is at work but what always is, of which the host of the tests may have some.</summary>
    public static async Task<HurriedClock> MakeAsync() => new(await OnOwnThread(() => Enumerable.Range(0, 100).Min(_ =>
    {
        Thread.Sleep(1);
        return CountThreads();
    })));

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time)
    {
        var until = Time.GetUtcNow() + time;
        return OnOwnThread(() => Pass(until));
    }

    public void Dispose() => _meter.Dispose();

    // A thread of the pool would count itself.
    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static int CountThreads()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var idle, out _);
        return most - idle;
    }

    private DateTimeOffset Pass(DateTimeOffset until)
    {
        Settle();
        while (Time.NextTimer is { } next && next <= until)
        {
            Go(next, until);
            Settle();
        }

        Time.AdvanceTo(until);
        return until;
    }

    // Where the schedule alone waits, it looks a little less often, as if the machine was asleep meanwhile.
    private void Go(DateTimeOffset next, DateTimeOffset until)
    {
        var later = Time.GetUtcNow() + MaxNap;
        if (Time.PendingTimers == 1 && later > next && later <= until)
            Time.SkipTo(later);
        else
            Time.AdvanceTo(next);
    }

    private void Settle()
    {
        var began = Stopwatch.GetTimestamp();
        for (var quiet = 0; quiet < LooksInARow && Stopwatch.GetElapsedTime(began) < MaxPatience;)
        {
            quiet = IsQuiet() ? quiet + 1 : 0;
            if (quiet > 0)
                Thread.Yield();
            else
                Thread.Sleep(OneMillisecond);
        }
    }

    private bool IsQuiet() => Interlocked.Read(ref _calls) == 0 && ThreadPool.PendingWorkItemCount == 0 && CountThreads() <= _otherThreads;
}
