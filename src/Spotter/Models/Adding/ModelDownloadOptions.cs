using System.ComponentModel.DataAnnotations;

namespace Spotter.Models.Adding;

/// <summary>How models are downloaded. Settings section <c>Models</c>.</summary>
public sealed class ModelDownloadOptions
{
    /// <summary>How often a download that breaks is taken up again where it broke. Default 5.</summary>
    [Range(0, 100)]
    public int Retries { get; set; } = 5;

    /// <summary>How long a server may send nothing. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ErrorMessage = "{0} must be longer than zero and at most {2}.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>True lets models come from this machine (127.0.0.0/8, ::1). Default false.</summary>
    public bool AllowLoopback { get; set; }
}
