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
    /// How often a post or an alert is tried within one scan; later scans go on. Of what comes and is no picture, so many attempts are made in an hour at least. Default 5.
    /// </summary>
    [Range(1, 100)]
    public int MaxPostAttempts { get; set; } = 5;

    /// <summary>
    /// How long a picture may be gone from its address, or a post fail for a reason that is not known to pass, before it is given up. Default 3 days. An outage gives up nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ErrorMessage = "{0} must be from {1} to {2}.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The first wait after a failed call, in seconds. Default 30. See <see cref="Backoff"/>.</summary>
    [Range(0.0, 86_400)]
    public double BackoffMultiplier { get; set; } = 30;

    /// <summary>Each further wait is this many times the one before. Default 2. See <see cref="Backoff"/>.</summary>
    [Range(1.0, 100)]
    public double BackoffExponent { get; set; } = 2;

    /// <summary>The longest wait after a failed call that asked for none itself, and before a post's pictures or an alert are tried again, in seconds. Default 3,600.</summary>
    [Range(0.0, 31_536_000)]
    public double BackoffCap { get; set; } = 3_600;

    /// <summary>The wait after a wall, in seconds, for every account of that credential. Default 21,600 (6 hours).</summary>
    [Range(0.0, 31_536_000)]
    public double BlockedDelay { get; set; } = 21_600;

    /// <summary>
    /// How long an alert that cannot be delivered is owed, from when it was recorded. After that it is no news, and is given up. Default 24
    /// hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00", ErrorMessage = "{0} must be from {1} to {2}.")]
    public TimeSpan AlertMaxAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// The first wait before a post's pictures or an alert are tried again, in seconds; doubled each time up to <see cref="BackoffCap"/>.
    /// Default 10.
    /// </summary>
    [Range(0.0, 86_400)]
    public double PostRetryDelay { get; set; } = 10;
}
