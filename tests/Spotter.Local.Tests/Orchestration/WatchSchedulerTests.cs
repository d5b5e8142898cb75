using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Contracts.Alerting;
using Spotter.Local.Orchestration;
using Spotter.Local.State;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Local.Tests.Orchestration;

public sealed class WatchSchedulerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero));
    private readonly CapturedLog _log = new();
    private readonly RunningOrchestrations _running = new();
    private readonly ScanRecorder _scans;
    private readonly SqliteStateStore _state;
    private readonly FailingStore _failing;
    private readonly WatchRepository _watches;
    private readonly ChannelStateRepository _channels;
    private readonly CallBudget _budget;
    private readonly WatchScheduler _scheduler;

    public WatchSchedulerTests()
    {
        _scans = new ScanRecorder(_time);
        _state = new SqliteStateStore(Options.Create(new StateOptions { Path = Path.Combine(_folder.FullName, "spotter.db") }));
        _failing = new FailingStore(_state);
        _watches = new WatchRepository(_failing);
        _channels = new ChannelStateRepository(_state, _time);
        _budget = new CallBudget(_state, _time);
        var activities = new ActivityRegistry(NullLogger<ActivityRegistry>.Instance);
        activities.Add(_scans);
        _scheduler = new WatchScheduler(
            _watches,
            new LocalOrchestrator(activities, _running, new LiftedPauses(_budget, _time), _time),
            new ChannelRecovery(new AlertChannels([new WellChannel()]), _channels, _time),
            new OwedAccounts(_failing),
            Options.Create(new WatchingOptions { Schedule = "0 0 12 * * *" }),
            Options.Create(new ScanningOptions()),
            _time,
            LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<WatchScheduler>());
    }

    public void Dispose()
    {
        _scheduler.Dispose();
        _budget.Dispose();
        _state.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _log.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_watch_is_scanned_at_the_start_and_then_by_its_schedule()
    {
        await WatchAsync("noon");
        await WatchAsync("half", "0 30 * * * *");
        await WatchAsync("tokyo", "0 15 20 * * *", "Asia/Tokyo");

        await StartAsync();
        await AdvanceToAsync(12, 30);

        await AssertScansAsync("11:00 half", "11:00 noon", "11:00 tokyo", "11:15 tokyo", "11:30 half", "12:00 noon", "12:30 half");
    }

    [Fact]
    public async Task An_account_that_owes_something_is_scanned_once_when_that_is_due_whatever_its_schedule()
    {
        await WatchAsync("noon");
        await new OwedAccounts(_state).SetAsync(Id("noon"), _time.GetUtcNow().AddMinutes(20), CancellationToken.None);

        await StartAsync();
        await AdvanceToAsync(12, 10);

        await AssertScansAsync("11:00 noon", "11:20 noon", "12:00 noon");
    }

    [Fact]
    public async Task A_scan_of_what_is_owed_that_could_not_end_is_begun_again_in_an_hour()
    {
        await WatchAsync("noon");
        await new OwedAccounts(_state).SetAsync(Id("noon"), _time.GetUtcNow().AddMinutes(20), CancellationToken.None);

        await StartAsync();
        await AdvanceToAsync(12, 30);

        await AssertScansAsync("11:00 noon", "11:20 noon", "12:00 noon", "12:20 noon");
    }

    [Fact]
    public async Task A_watch_that_is_added_meanwhile_is_scanned_at_the_next_look()
    {
        await StartAsync();
        await AdvanceToAsync(11, 1);
        await WatchAsync("late");

        await AdvanceToAsync(11, 2);

        await AssertScansAsync("11:01 late");
    }

    [Fact]
    public async Task A_watch_that_is_paused_or_removed_is_passed_over()
    {
        await WatchAsync("paused");
        await WatchAsync("removed");
        await WatchAsync("kept");
        await _watches.UpdateAsync(Id("paused"), watch => watch with { Paused = true }, CancellationToken.None);

        await StartAsync();
        await AdvanceToAsync(11, 10);
        await _watches.RemoveAsync(Id("removed"), CancellationToken.None);
        await AdvanceToAsync(12, 10);

        await AssertScansAsync("11:00 kept", "11:00 removed", "12:00 kept");
    }

    [Fact]
    public async Task A_machine_that_slept_scans_once_for_all_that_it_missed()
    {
        await WatchAsync("often", "0 * * * * *");
        await StartAsync();
        await AssertScansAsync("11:00 often");

        _time.SkipTo(_time.GetUtcNow().AddHours(5));
        await SettleAsync();

        await AssertScansAsync("11:00 often", "16:00 often");
    }

    [Fact]
    public async Task A_schedule_that_never_comes_or_cannot_be_read_hurts_nobody_else()
    {
        await WatchAsync("never", "0 0 0 31 2 *");
        await WatchAsync("unknown", "0 0 12 * * *", "Mars/Olympus");
        await WatchAsync("noon");

        await StartAsync();
        await AdvanceToAsync(12, 1);

        await AssertScansAsync("11:00 never", "11:00 noon", "11:00 unknown", "12:00 noon");
        Assert.Contains("Mars/Olympus", Assert.Single(_log.Lines, line => line.StartsWith("folder:unknown", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_told_once_and_hurts_nobody_else()
    {
        await WatchAsync("broken");
        await WatchAsync("noon");
        await _state.TryChangeAsync("watches", [StateChange.Put("folder:broken", "{"u8.ToArray())], CancellationToken.None);

        await StartAsync();
        await AdvanceToAsync(12, 1);

        await AssertScansAsync("11:00 noon", "12:00 noon");
        Assert.Contains(
            "Restore it", Assert.Single(_log.Lines, line => line.StartsWith("folder:broken is not scanned.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_the_state_cannot_be_read_it_is_told_once_and_tried_again()
    {
        await WatchAsync("noon");
        _failing.IsBroken = true;
        await StartAsync();
        await AdvanceToAsync(11, 1);
        Assert.Single(_log.Lines, line => line.StartsWith("the disk is gone", StringComparison.Ordinal));

        _failing.IsBroken = false;
        await AdvanceToAsync(11, 2);

        await AssertScansAsync("11:01 noon");
        Assert.Single(_log.Lines, line => line.StartsWith("The state can be read again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_channel_is_let_send_again_while_it_runs()
    {
        await _channels.StopAsync("lunch", "The token was revoked.", CancellationToken.None);
        await StartAsync();

        await AdvanceToAsync(11, 2);

        await UntilAsync(() => _channels.FindAsync("lunch", CancellationToken.None).GetAwaiter().GetResult() is { IsOnTrial: true });
    }

    [Fact]
    public async Task Stopping_waits_for_the_scans_to_end()
    {
        _scans.Hold = true;
        await WatchAsync("long");
        await StartAsync();
        await AssertScansAsync("11:00 long");

        await _scheduler.StopAsync(CancellationToken.None);

        Assert.Equal(1, _scans.Cancelled);
        Assert.True(_scheduler.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static AccountId Id(string name) => AccountId.Parse($"folder:{name}");

    private Task WatchAsync(string name, string? schedule = null, string? zone = null) =>
        _watches.TryAddAsync(
            new Watch { Account = Id(name), Schedule = schedule, TimeZone = zone, Since = _time.GetUtcNow() }, CancellationToken.None);

    private async Task StartAsync()
    {
        await _scheduler.StartAsync(CancellationToken.None);
        await SettleAsync();
    }

    private async Task AdvanceToAsync(int hour, int minute)
    {
        var to = new DateTimeOffset(2026, 3, 2, hour, minute, 0, TimeSpan.Zero);
        while (_time.NextTimer is { } next && next <= to)
        {
            _time.AdvanceTo(next);
            await SettleAsync();
        }

        _time.AdvanceTo(to);
    }

    // All is done that can be when the scheduler waits for the clock again and no scan runs that is not held.
    private Task SettleAsync() => UntilAsync(() => _time.PendingTimers == 1 && (_running.IsEmpty || _scans.Hold));

    private async Task AssertScansAsync(params string[] expected)
    {
        await UntilAsync(() => _scans.Seen.Count >= expected.Length);
        Assert.Equal(expected, _scans.Seen.Order(StringComparer.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var look = 0; !condition(); look++)
        {
            Assert.True(look < 6_000, "it never came");
            await Task.Delay(10);
        }
    }

    /// <summary>Stands in for the first step of a scan and ends the scan there.</summary>
    private sealed class ScanRecorder(TimeProvider time) : IActivity<ScanRecorder, BeginScanInput, ScanPlan>
    {
        private int _cancelled;

        public static Activity<BeginScanInput, ScanPlan> Definition => BeginScan.Definition;

        public ConcurrentQueue<string> Seen { get; } = [];

        public bool Hold { get; set; }

        public int Cancelled => _cancelled;

        public async Task<ScanPlan> RunAsync(BeginScanInput input, CancellationToken cancellationToken)
        {
            Seen.Enqueue($"{time.GetUtcNow():HH:mm} {input.Request.Account.Handle}");
            if (!Hold)
                return new ScanPlan { Busy = true };

            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Interlocked.Increment(ref _cancelled);
            }

            return new ScanPlan { Busy = true };
        }
    }

    private sealed class WellChannel : IAlertChannel
    {
        public string Name => "lunch";

        public CallBudgetPlan Budget => CallBudgetPlan.NoLimit;

        public TimeSpan Timeout => TimeSpan.Zero;

        public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
            AlertMessage alert,
            string? file,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }

    private sealed class FailingStore(IStateStore store) : IStateStore
    {
        public bool IsBroken { get; set; }

        public Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

        public IAsyncEnumerable<string> ListPartitionsAsync(CancellationToken cancellationToken) =>
            store.ListPartitionsAsync(cancellationToken);

        public async IAsyncEnumerable<StateRecord> ListAsync(
            string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (IsBroken)
                throw new StateException("the disk is gone");

            await foreach (var record in store.ListAsync(partition, from, before, cancellationToken))
                yield return record;
        }

        public Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) =>
            store.TryChangeAsync(partition, changes, cancellationToken);
    }
}
