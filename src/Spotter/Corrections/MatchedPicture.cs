using Spotter.Models;

namespace Spotter.Corrections;

/// <summary>What two models say of a picture that a person labelled.</summary>
/// <param name="Said">What the person says, and where the picture was seen.</param>
/// <param name="A">The best label of the first model.</param>
/// <param name="B">The best label of the second.</param>
/// <param name="IsSeenByA">True where the first model was made from it, so that being right proves nothing.</param>
/// <param name="IsSeenByB">The same of the second.</param>
public sealed record MatchedPicture(PictureLabel Said, LabelScore A, LabelScore B, bool IsSeenByA, bool IsSeenByB)
{
    /// <summary>Which of them is right.</summary>
    public MatchCell Cell => (A.Label == Said.Label, B.Label == Said.Label) switch
    {
        (true, true) => MatchCell.Both,
        (true, false) => MatchCell.OnlyA,
        (false, true) => MatchCell.OnlyB,
        _ => MatchCell.Neither,
    };

    /// <summary>True where neither was made from it.</summary>
    public bool IsFair => !IsSeenByA && !IsSeenByB;
}
