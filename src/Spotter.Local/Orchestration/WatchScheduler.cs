using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Local.Orchestration;

/// <summary>
/// Starts the scans that are due. Every watch is scanned once at the start, which finishes what a crash left over, and then by its
/// schedule, and when what it owes is due.
/// </summary>
public sealed partial class WatchScheduler(
    WatchRepository watches,
    LocalOrchestrator orchestrator,
    ChannelRecovery channels,
    OwedAccounts owed,
    IOptions<WatchingOptions> defaults,
    IOptions<ScanningOptions> scanning,
    TimeProvider time,
    ILogger<WatchScheduler> logger) : BackgroundService
{
    // Another process may add, pause or remove watches meanwhile.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan BegunAgainAfter = TimeSpan.FromHours(1);

    private readonly List<Task> _running = [];
    private readonly Dictionary<AccountId, (DateTimeOffset DueAt, DateTimeOffset At)> _begunOwed = [];
    private readonly HashSet<AccountId> _unscheduled = [];
    private readonly HashSet<StateKey> _unreadable = [];
    private readonly StandingProblem _readingProblem = new();
    private readonly StandingProblem _channelsProblem = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var seen = new HashSet<AccountId>();
            var from = time.GetUtcNow();
            var probed = from;
            while (true)
            {
                var active = await ListActiveAsync(stoppingToken);
                var now = time.GetUtcNow();
                var owing = await FindOwingAsync(now, stoppingToken);
                var due = active.Where(
                    watch => seen.Add(watch.Account) | NextAfter(watch, from) <= now | BeginOwed(watch.Account, owing)).ToList();
                Start(due, stoppingToken);
                from = now;
                if ((now - probed).Duration() >= ProbeEvery)
                {
                    probed = now;
                    _running.Add(ResumeChannelsAsync(stoppingToken));
                }

                var next = active.Min(watch => NextAfter(watch, now)) ?? DateTimeOffset.MaxValue;
                var wait = next - now;
                await Task.Delay(wait < LookAgain ? wait : LookAgain, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            await Task.WhenAll(_running);
        }
    }

    private async Task<List<Watch>> ListActiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var active = await watches
                .ListAsync(TellUnreadable, cancellationToken)
                .Where(watch => !watch.Paused)
                .ToListAsync(cancellationToken);
            if (_readingProblem.TryEnd())
                LogStateIsWell();
            return active;
        }
        catch (StateException error)
        {
            if (_readingProblem.IsNew(error.Message))
                LogStateProblem(error.Message);
            return [];
        }
    }

    // Where the state cannot be read, the list of watches has said so.
    private async Task<IReadOnlyDictionary<AccountId, DateTimeOffset>> FindOwingAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await owed.FindDueAsync(source: null, now, cancellationToken);
        }
        catch (StateException)
        {
            return new Dictionary<AccountId, DateTimeOffset>();
        }
    }

    // The scan that was begun sets a new time when it ends; one that could not end is made up for in an hour.
    private bool BeginOwed(AccountId account, IReadOnlyDictionary<AccountId, DateTimeOffset> owing)
    {
        var now = time.GetUtcNow();
        if (!owing.TryGetValue(account, out var dueAt))
            return false;
        if (_begunOwed.TryGetValue(account, out var begun) && begun.DueAt == dueAt && (now - begun.At).Duration() < BegunAgainAfter)
            return false;

        _begunOwed[account] = (dueAt, now);
        return true;
    }

    private void TellUnreadable(RecordException error)
    {
        if (_unreadable.Add(error.Id))
            LogStateProblem(error.Message);
    }

    // A schedule was checked when its watch was added, but this machine may not know the zone.
    private DateTimeOffset? NextAfter(Watch watch, DateTimeOffset from)
    {
        try
        {
            return CronSchedule.Parse(watch.Schedule ?? defaults.Value.Schedule, watch.TimeZone ?? defaults.Value.TimeZone).NextAfter(from);
        }
        catch (FormatException error)
        {
            if (_unscheduled.Add(watch.Account))
                LogStateProblem($"{watch.Account} is not scanned by its schedule: {error.Message}");
            return null;
        }
    }

    private void Start(List<Watch> due, CancellationToken cancellationToken)
    {
        _running.RemoveAll(task => task.IsCompleted);
        if (due.Count > 0)
            _running.Add(MonitorAsync(due, cancellationToken));
    }

    private async Task MonitorAsync(List<Watch> due, CancellationToken cancellationToken)
    {
        var request = new MonitorRequest
        {
            Scans = [.. due.Select(watch => new ScanRequest(watch.Account))],
            Parallel = scanning.Value.ParallelAccounts,
        };
        try
        {
            await orchestrator.RunAsync(MonitorAccounts.Definition, request, "monitor", cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (ActivityFailedException error)
        {
            LogStateProblem(error.Message);
        }
    }

    // A channel that does not answer must not keep scans from starting.
    private async Task ResumeChannelsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await channels.ResumeDueAsync(cancellationToken);
            _channelsProblem.TryEnd();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (StateException error)
        {
            if (_channelsProblem.IsNew(error.Message))
                LogStateProblem(error.Message);
        }
    }

    // A warning, since whoever saw the problem must see its end.
    [LoggerMessage(LogLevel.Warning, "The state can be read again; watching goes on.")]
    private partial void LogStateIsWell();

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogStateProblem(string problem);
}
