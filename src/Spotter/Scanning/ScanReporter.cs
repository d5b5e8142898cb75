using Spotter.Orchestration;

namespace Spotter.Scanning;

/// <summary>Puts a scan's summary together as it goes on, and shows what it is doing.</summary>
internal sealed class ScanReporter(IOrchestrationContext context, ScanSummary summary)
{
    // A history is replayed whole, and nobody reads hundreds of lines.
    private const int MaxLosses = 50;

    public ScanSummary Summary { get; private set; } = summary;

    public void Show(ScanStatus status) => context.SetStatus(status with { Pages = Summary.Pages, Done = Summary.Counts });

    public void Count(ScanCounts counts) => Summary = Summary with { Counts = Summary.Counts + counts };

    public void CountPage(FetchedPage page)
    {
        Count(new ScanCounts { Posts = page.NewPosts });
        Summary = Summary with { Pages = Summary.Pages + 1 };
        foreach (var loss in page.Losses)
            TellLoss(loss);
    }

    public void TellLoss(string loss)
    {
        Summary = Summary with { Message = loss };
        if (Summary.Losses.Count < MaxLosses)
            Summary = Summary with { Losses = [.. Summary.Losses, loss] };
    }

    public void TellOnce(string? notice)
    {
        if (notice is not null && Summary.Notices.Count < MaxLosses && !Summary.Notices.Contains(notice))
            Summary = Summary with { Message = Summary.Message ?? notice, Notices = [.. Summary.Notices, notice] };
    }

    public void TellWhatIsInTheWay(string? problem)
    {
        if (problem is not null && Summary.Outcome is not (ScanOutcome.Failed or ScanOutcome.Deferred))
            Summary = Summary with { Message = problem };
    }

    public void End(ScanOutcome outcome) => Summary = Summary with { Outcome = outcome };

    public void End(ScanOutcome outcome, string message) => Summary = Summary with { Outcome = outcome, Message = message };

    public void End(ScanOutcome outcome, string message, FetchedPage page) =>
        Summary = Summary with { Outcome = outcome, Message = message, Failure = page.Failure?.Kind };
}
