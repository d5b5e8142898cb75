using Spotter.Orchestration;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Ends a look for due watches when all that it found were scanned: the next look finds what became due since.</summary>
public sealed class EndLook(IStateStore store, TimeProvider time) : IActivity<EndLook, EndLookInput, bool>
{
    /// <inheritdoc/>
    public static Activity<EndLookInput, bool> Definition { get; } = new("EndLook");

    /// <inheritdoc/>
    public async Task<bool> RunAsync(EndLookInput input, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(
            MonitorTick.KeyOf(input.Source),
            ScanJson.Default.MonitorTick,
            // One that lies ahead was written by a clock that was.
            last => last?.Until >= input.Until && last.Until <= time.GetUtcNow() ? null : new MonitorTick(input.Until),
            cancellationToken);
        return true;
    }
}

/// <summary>The input of <see cref="EndLook"/>.</summary>
/// <param name="Source">The source whose watches were looked at.</param>
/// <param name="Until">The time by which they had to be due.</param>
public sealed record EndLookInput(string Source, DateTimeOffset Until);
