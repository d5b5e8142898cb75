using Spotter.Simulator.Drawing;
using Spotter.Simulator.Pictures;

namespace Spotter.Simulator.Scenarios;

/// <summary>One post.</summary>
public sealed class PostScript
{
    /// <summary>When it is posted, in seconds from the start; negative for older posts. Default 0.</summary>
    public double At { get; set; }

    /// <summary>When it can first be seen, in seconds from the start, for posts that appear late. Default: when it is posted.</summary>
    public double? Appears { get; set; }

    /// <summary>What its pictures show; more than one make a carousel. Default one specials board.</summary>
    public IReadOnlyList<PictureKind> Pictures { get; set; } = [PictureKind.SpecialsBoard];

    /// <summary>True for a video: the Graph API then gives no media_url.</summary>
    public bool Video { get; set; }

    /// <summary>The text; null means none.</summary>
    public string? Caption { get; set; }

    /// <summary>True keeps the post above newer ones.</summary>
    public bool Pinned { get; set; }

    /// <summary>What is wrong with its pictures. Default nothing.</summary>
    public PictureFault PictureFault { get; set; }
}
