using Spotter.Simulator.Drawing;

namespace Spotter.Simulator.Scenarios;

/// <summary>Posts at even intervals.</summary>
public sealed class SeriesScript
{
    /// <summary>When the first is posted, in seconds from the start. Default 0.</summary>
    public double First { get; set; }

    /// <summary>Seconds between two posts.</summary>
    public required double Every { get; set; }

    /// <summary>How many posts; null means without end.</summary>
    public int? Count { get; set; }

    /// <summary>What the posts show, in turn. Default specials boards.</summary>
    public IReadOnlyList<PictureKind> Pictures { get; set; } = [PictureKind.SpecialsBoard];

    /// <summary>The posts' texts, in turn. Default none.</summary>
    public IReadOnlyList<string> Captions { get; set; } = [];
}
