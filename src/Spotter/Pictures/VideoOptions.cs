using System.ComponentModel.DataAnnotations;

namespace Spotter.Pictures;

/// <summary>What the file of a video may be that is kept. Settings section <c>Videos</c>.</summary>
public sealed class VideoOptions
{
    /// <summary>The largest file, in bytes. Default 500 MB (524,288,000).</summary>
    [Range(1.0, long.MaxValue)]
    public long MaxBytes { get; set; } = 500L * 1024 * 1024;

    /// <summary>How long one download may take, all in all. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);
}
