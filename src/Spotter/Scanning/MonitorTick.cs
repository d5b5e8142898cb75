using Spotter.State;

namespace Spotter.Scanning;

/// <summary>The last look for watches of a source that are due, whose watches were all scanned.</summary>
/// <param name="Until">What became due until this time was found.</param>
public sealed record MonitorTick(DateTimeOffset Until)
{
    internal static StateKey KeyOf(string source) => new("monitor", source);
}
