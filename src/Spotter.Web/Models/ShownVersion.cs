using Spotter.Insights;

namespace Spotter.Web.Models;

/// <summary>A version of a model.</summary>
/// <param name="Name"><c>first</c>, or the day it was made on and a number.</param>
internal sealed record ShownVersion(string Name)
{
    /// <summary>When it was trained; null where nobody says.</summary>
    public DateTimeOffset? TrainedAt { get; init; }

    /// <summary>On how many pictures; null where nobody says.</summary>
    public int? TrainedOn { get; init; }

    /// <summary>The share of the pictures it was measured on that was right, 0 to 1; null where nobody measured.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Where that truly lies, 95 % sure.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many pictures it was measured on.</summary>
    public int? MeasuredOn { get; init; }

    /// <summary>What these were.</summary>
    public string? Data { get; init; }

    /// <summary>True where there is a report to look at.</summary>
    public bool HasReport { get; init; }

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? Problem { get; init; }
}
