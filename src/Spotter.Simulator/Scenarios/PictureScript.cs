namespace Spotter.Simulator.Scenarios;

/// <summary>How pictures are drawn.</summary>
public sealed class PictureScript
{
    /// <summary>The width of drawn pictures in pixels, 64 to 4320. Default 1080; heights follow (square or 4:5).</summary>
    public int Width { get; set; } = 1080;

    /// <summary>
    /// How many drawings of each kind the posts share. The bytes of every picture are still its own. Default 0: each picture is drawn by
    /// itself.
    /// </summary>
    public int Variants { get; set; }

    /// <summary>JPEG quality, 1 to 100. Default 82.</summary>
    public int Quality { get; set; } = 82;
}
