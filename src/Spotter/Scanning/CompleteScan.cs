using Spotter.Orchestration;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>Records how a scan ended and gives the account's lease back.</summary>
public sealed class CompleteScan(ScanRepository scans, AccountLeases leases, TimeProvider time) : IActivity<CompleteScan, CompleteScanInput, ScanSummary>
{
    /// <inheritdoc/>
    public static Activity<CompleteScanInput, ScanSummary> Definition { get; } = new("CompleteScan");

    /// <inheritdoc/>
    public async Task<ScanSummary> RunAsync(CompleteScanInput input, CancellationToken cancellationToken)
    {
        var summary = input.Summary with { EndedAt = time.GetUtcNow() };
        var progress = await scans.FindProgressAsync(summary.Account, cancellationToken);
        await scans.EndAsync(summary.Account, Advance(progress, summary), summary, cancellationToken);
        await leases.ReleaseAsync(summary.Account, input.InstanceId, cancellationToken);
        return summary;
    }

    private static ScanProgress Advance(ScanProgress progress, ScanSummary summary)
    {
        var ended = progress with { Scans = progress.Scans + 1 };
        if (summary.Outcome == ScanOutcome.Failed)
            return ended with
            {
                FailuresInARow = progress.FailuresInARow + 1,
                // A cursor that the source cannot read any more must not fail every scan to come.
                OpenPass = summary.Failure == FailureKind.Malformed ? null : progress.OpenPass,
            };

        // A collection that stops at its limit goes on from there; a scan for new posts never goes back to what its limit left out.
        var goesOn = summary is { Outcome: ScanOutcome.LimitReached, Mode: ScanMode.History };
        return ended with
        {
            FailuresInARow = 0,
            OpenPass = goesOn ? progress.OpenPass : null,
            LastPassAt = goesOn ? progress.LastPassAt : summary.EndedAt,
        };
    }
}
