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
        var progress = await scans.FindProgressAsync(input.Summary.Account, cancellationToken);
        var summary = input.Summary with { EndedAt = FindEnd(progress, input) ?? time.GetUtcNow() };
        if (FindEnd(progress, input) is null)
            await scans.EndAsync(summary.Account, Advance(progress, summary) with { LastPage = null, LastEnd = EndOf(input, summary) }, summary, cancellationToken);
        await leases.ReleaseAsync(summary.Account, input.InstanceId, cancellationToken);
        return summary;
    }

    private static LastEnd EndOf(CompleteScanInput input, ScanSummary summary) => new(input.InstanceId, summary.StartedAt, summary.EndedAt);

    // The end of this very scan, where the answer of an earlier call was lost.
    private static DateTimeOffset? FindEnd(ScanProgress progress, CompleteScanInput input) =>
        progress.LastEnd is { } last && last == EndOf(input, input.Summary with { EndedAt = last.EndedAt }) ? last.EndedAt : null;

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
