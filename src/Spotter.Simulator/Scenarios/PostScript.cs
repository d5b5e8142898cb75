using Spotter.Simulator.Drawing;
using Spotter.Simulator.Pictures;
using Spotter.Simulator.Videos;

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

    /// <summary>True for a video, whose picture is its cover; of a carousel the last item is one. The Graph API tells no cover.</summary>
    public bool Video { get; set; }

    /// <summary>What is wrong with the file of its video. Default nothing.</summary>
    public VideoFault VideoFault { get; set; }

    /// <summary>The text; null means none.</summary>
    public string? Caption { get; set; }

    /// <summary>True keeps the post above newer ones.</summary>
    public bool Pinned { get; set; }

    /// <summary>What is wrong with its pictures. Default nothing.</summary>
    public PictureFault PictureFault { get; set; }
}
