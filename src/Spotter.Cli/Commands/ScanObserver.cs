using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Local.Orchestration;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary>Prints what scans do while they run.</summary>
internal sealed class ScanObserver : IDisposable
{
    private readonly LocalOrchestrator _orchestrator;
    private readonly Terminal _terminal;
    private readonly Action<ScanSummary> _ended;
    private readonly bool _showWaits;
    private readonly bool _showBusy;
    private readonly bool _showEnds;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, string> _lastProblems = [];
    private readonly Dictionary<AccountId, IReadOnlyList<string>> _lastNotices = [];

    public ScanObserver(
        LocalOrchestrator orchestrator,
        Terminal terminal,
        Action<ScanSummary> ended,
        bool showWaits,
        TimeProvider time,
        bool showBusy = false,
        bool showEnds = true
    )
    {
        _orchestrator = orchestrator;
        _terminal = terminal;
        _ended = ended;
        _showWaits = showWaits;
        _showBusy = showBusy;
        _showEnds = showEnds;
        _time = time;
        _orchestrator.Ended += OnEnded;
        _orchestrator.Failed += OnFailed;
        _orchestrator.StatusChanged += OnStatusChanged;
    }

    public void Dispose()
    {
        _orchestrator.Ended -= OnEnded;
        _orchestrator.Failed -= OnFailed;
        _orchestrator.StatusChanged -= OnStatusChanged;
    }

    private void OnEnded(string instanceId, object? output)
    {
        if (output is ScanSummary scan)
            Tell(scan);
    }

    private void OnFailed(string instanceId, object? input, string problem)
    {
        if (input is ScanRequest scan)
            Tell(ScanSummary.OfFailed(scan, _time.GetUtcNow(), problem));
    }

    private void Tell(ScanSummary scan)
    {
        lock (_lock)
        {
            _ended(scan);
            // Whoever watches is told by the scan that is running.
            if (scan.Outcome == ScanOutcome.Busy && !_showBusy)
                return;

            // A scan every ten minutes that finds nothing, or fails like the one before, is no news.
            var problem = string.Join(' ', [scan.Message, .. scan.Notices]);
            if (_showEnds && (scan.Counts != new ScanCounts() || _lastProblems.GetValueOrDefault(scan.Account) != problem))
                _terminal.Note($"{ScanLines.TimeOf(scan)} {ScanLines.Describe(WithNews(scan))}");
            foreach (var loss in scan.Losses.Where(loss => loss != scan.Message))
                _terminal.Problem(loss);
            _lastProblems[scan.Account] = problem;
            // One that finds nothing does not say that what was noticed before is over.
            if (scan.Notices.Count > 0 || scan.Counts != new ScanCounts())
                _lastNotices[scan.Account] = scan.Notices;
        }
    }

    // That no reader is installed, say, is true of every scan, and said by the first.
    private ScanSummary WithNews(ScanSummary scan)
    {
        var known = _lastNotices.Values.SelectMany(notices => notices).ToHashSet();
        return scan with
        {
            Message = scan.Notices.Contains(scan.Message) ? null : scan.Message,
            Notices = [.. scan.Notices.Where(notice => !known.Contains(notice))],
        };
    }

    private void OnStatusChanged(object? input, object status)
    {
        if (_showWaits && input is ScanRequest scan && status is ScanStatus { Until: not null } wait)
            _terminal.Note($"{scan.Account}: {ScanLines.Describe(wait)}");
    }
}
