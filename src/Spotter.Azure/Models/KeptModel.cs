using Spotter.Models;

namespace Spotter.Azure.Models;

/// <summary>What is kept of a model.</summary>
/// <param name="InUse">The version that counts; <see cref="ModelVersions.First"/> for the one that came with the program.</param>
/// <param name="Before">The one that counted before it; null where there was none.</param>
/// <param name="Versions">The versions, the oldest first.</param>
internal sealed record KeptModel(string InUse, string? Before, IReadOnlyList<KeptVersion> Versions)
{
    // Each instance has all of them on its disk.
    private const int MaxVersions = 5;

    // Of 2026-11-27-1.
    private const int DayLength = 10;

    /// <summary>True for a name that another version has or may have had: of a day, the newest is always kept.</summary>
    public bool IsTaken(string version) => Versions.Any(one =>
        one.Name.StartsWith(version[..DayLength], StringComparison.Ordinal)
        && (one.Name.Length > version.Length
            || (one.Name.Length == version.Length && string.CompareOrdinal(one.Name, version) >= 0)));

    /// <summary>The same with another version that counts.</summary>
    public KeptModel Use(string version) => version == InUse ? this : this with { InUse = version, Before = InUse };

    /// <summary>The same with one more version, and without the oldest where there are too many.</summary>
    public KeptModel Add(KeptVersion version)
    {
        List<KeptVersion> versions = [.. Versions, version];
        while (versions.Count > MaxVersions && versions[..^1].Find(old => old.Name != InUse && old.Name != Before) is { } oldest)
            versions.Remove(oldest);
        return this with { Versions = versions };
    }
}
