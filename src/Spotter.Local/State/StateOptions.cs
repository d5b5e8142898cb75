using System.ComponentModel.DataAnnotations;

namespace Spotter.Local.State;

/// <summary>Where the state is kept. Settings section <c>State</c>.</summary>
public sealed class StateOptions
{
    /// <summary>The SQLite file; its folder is made if need be. Default <c>spotter-data/spotter.db</c>, below the working folder.</summary>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine("spotter-data", "spotter.db");

    /// <summary>How long a change waits while another process writes, in seconds. Default 30.</summary>
    [Range(0, 3_600)]
    public int BusyTimeout { get; set; } = 30;
}
