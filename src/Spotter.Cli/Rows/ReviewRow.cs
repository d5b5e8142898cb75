using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Cli.Rows;

/// <summary>A picture to review, as a line of <c>spotter review --json</c>; a line that comes back with a label sets it.</summary>
/// <param name="Label">What a person says; null where nobody said anything, and on a line that changes nothing.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When.</param>
/// <param name="File">Where the picture is; null where it is gone.</param>
/// <param name="Post">The source's id of the post.</param>
/// <param name="Caption">The post's text.</param>
/// <param name="Scores">What that model says, the best first.</param>
internal sealed record ReviewRow(
    PictureId Picture,
    string? Label,
    string? By,
    DateTimeOffset? At,
    string? File,
    AccountId Account,
    string Post,
    DateTimeOffset PostedAt,
    string? Caption,
    string? Link,
    string Model,
    IReadOnlyList<LabelScore> Scores
)
{
    public static ReviewRow Of(ReviewItem item, string? file) =>
        new(
            item.Picture,
            item.Label?.Label,
            item.Label?.By,
            item.Label?.At,
            file,
            item.Account,
            item.Post.Id,
            item.Post.PostedAt,
            item.Post.Caption,
            item.Post.Link,
            item.Model,
            item.Scores
        );
}
