using System.ComponentModel.DataAnnotations;

namespace Spotter.Scanning;

/// <summary>How scans behave. Settings section <c>Scanning</c>.</summary>
public sealed class ScanningOptions
{
    /// <summary>How many accounts are scanned at a time. Default 16.</summary>
    [Range(1, 1000)]
    public int ParallelAccounts { get; set; } = 16;

    /// <summary>How many posts of one account are worked on at a time. Default 4.</summary>
    [Range(1, 100)]
    public int ParallelPosts { get; set; } = 4;

    /// <summary>How many posts are asked for in one call. Default 50, the most that Instagram's clients use.</summary>
    [Range(1, 50)]
    public int PageSize { get; set; } = 50;

    /// <summary>A scan for new posts stops after the page that brings this many. Default 500. A collection has no such limit.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPosts { get; set; } = 500;

    /// <summary>A scan for new posts stops after this many pages. Default 20. A collection has no such limit.</summary>
    [Range(1, int.MaxValue)]
    public int MaxPages { get; set; } = 20;

    /// <summary>How often a page is asked for before the scan ends with the failure. Default 5.</summary>
    [Range(1, 100)]
    public int MaxCallAttempts { get; set; } = 5;

    /// <summary>
    /// How long an alert that cannot be delivered is owed, from when it was recorded. After that it is no news, and is given up. Default 24
    /// hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "{0} must be from {1} to {2}.")]
    public TimeSpan AlertMaxAge { get; set; } = TimeSpan.FromDays(1);
}
