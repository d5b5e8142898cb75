using Spotter.Accounts;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Corrections;

/// <summary>A picture to review, and where it was seen.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Account">The account that posted it.</param>
/// <param name="Post">The newest post that shows it.</param>
/// <param name="Model">The model that classified it.</param>
/// <param name="Scores">What that model says, the best first; not empty.</param>
/// <param name="Label">What a person says; null where nobody said anything.</param>
public sealed record ReviewItem(
    PictureId Picture, AccountId Account, Post Post, string Model, IReadOnlyList<LabelScore> Scores, PictureLabel? Label)
{
    /// <summary>The model's best label.</summary>
    public LabelScore Best => Scores[0];

    /// <summary>What a person's word makes of the picture.</summary>
    /// <param name="label">What it shows.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="at">When.</param>
    public PictureLabel Labelled(string label, string by, DateTimeOffset at) => new()
    {
        Picture = Picture,
        Label = label,
        By = by,
        At = at,
        Account = Account,
        PostKey = PostKeys.Of(Post),
        Model = Model,
        ModelLabel = Best.Label,
    };
}
