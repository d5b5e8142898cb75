using System.ComponentModel.DataAnnotations;

namespace Spotter.Pictures;

/// <summary>What a downloaded picture may be. Settings section <c>Pictures</c>.</summary>
public sealed class PictureDownloadOptions
{
    /// <summary>The largest file, in bytes. Default 25 MB (26,214,400).</summary>
    [Range(1, 1 << 30)]
    public int MaxBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>The largest width x height, in pixels. Default 100 million.</summary>
    [Range(1.0, int.MaxValue)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>How many redirects are followed. Default 5.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>How long one download may take, all in all. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a download that fails in passing is tried again at once. Default 2.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>True lets pictures come from this machine (127.0.0.0/8, ::1): for the simulator. Default false.</summary>
    public bool AllowLoopback { get; set; }
}
