namespace Spotter.Scanning;

/// <summary>How much a scan did. Work that an earlier scan left over counts where it is done.</summary>
public sealed record ScanCounts
{
    /// <summary>Posts seen for the first time.</summary>
    public int Posts { get; init; }

    /// <summary>Pictures stored.</summary>
    public int Pictures { get; init; }

    /// <summary>Files of videos stored.</summary>
    public int Videos { get; init; }

    /// <summary>Pictures classified.</summary>
    public int Classified { get; init; }

    /// <summary>Alerts that arrived.</summary>
    public int Alerts { get; init; }

    /// <summary>Posts and alerts that were given up.</summary>
    public int Failed { get; init; }

    /// <summary>The sum, field by field.</summary>
    public static ScanCounts operator +(ScanCounts a, ScanCounts b) => Add(a, b);

    /// <summary>The sum, field by field.</summary>
    public static ScanCounts Add(ScanCounts left, ScanCounts right) => new()
    {
        Posts = left.Posts + right.Posts,
        Pictures = left.Pictures + right.Pictures,
        Videos = left.Videos + right.Videos,
        Classified = left.Classified + right.Classified,
        Alerts = left.Alerts + right.Alerts,
        Failed = left.Failed + right.Failed,
    };
}
