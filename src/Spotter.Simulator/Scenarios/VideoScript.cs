namespace Spotter.Simulator.Scenarios;

/// <summary>How the files of videos are made.</summary>
public sealed class VideoScript
{
    /// <summary>How many bytes each has, 1024 or more. Default 65,536.</summary>
    public int Bytes { get; set; } = 65_536;
}
