using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>How what failed is tried again, and when it is given up. Settings section <c>Scanning</c>.</summary>
public sealed class RetryOptions
{
    /// <summary>
    /// How often a post or an alert is tried within one scan; later scans go on. Of what comes and is no picture, so many attempts are made
    /// in an hour at least. Default 5.
    /// </summary>
    [Range(1, 100)]
    public int MaxPostAttempts { get; set; } = 5;

    /// <summary>
    /// How long a picture may be gone from its address, or a post fail for a reason that is not known to pass, before it is given up.
    /// Default 3 days. An outage gives up nothing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00", ErrorMessage = "{0} must be from {1} to {2}.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The first wait after a failed call, in seconds. Default 30. See <see cref="RetryPolicy"/>.</summary>
    [Range(0.0, 86_400)]
    public double BackoffMultiplier { get; set; } = 30;

    /// <summary>Each further wait is this many times the one before. Default 2. See <see cref="RetryPolicy"/>.</summary>
    [Range(1.0, 100)]
    public double BackoffExponent { get; set; } = 2;

    /// <summary>
    /// The longest wait after a failed call that asked for none itself, and before a post's pictures or an alert are tried again, in
    /// seconds. Default 3,600, at most a week.
    /// </summary>
    [Range(0.0, 604_800)]
    public double BackoffCap { get; set; } = 3_600;

    /// <summary>The wait after a wall, in seconds, for every account of that credential. Default 21,600 (6 hours), at most a week.</summary>
    [Range(0.0, 604_800)]
    public double BlockedDelay { get; set; } = 21_600;

    /// <summary>
    /// The first wait before a post's pictures or an alert are tried again, in seconds; doubled each time up to <see cref="BackoffCap"/>.
    /// Default 10.
    /// </summary>
    [Range(0.0, 86_400)]
    public double PostRetryDelay { get; set; } = 10;
}
