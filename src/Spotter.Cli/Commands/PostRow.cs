using Spotter.Classifying;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>A post, as <c>spotter posts</c> shows it.</summary>
internal sealed record PostRow(
    AccountId Account, string Id, DateTimeOffset PostedAt, PostStage Stage, string? Reason, string? Link, string? Caption, int Pictures, LabelScore? Best)
{
    public static PostRow Of(AccountId account, PostRecord post) => new(
        account, post.Post.Id, post.Post.PostedAt, post.Stage, post.Reason, post.Post.Link, post.Post.Caption, post.Pictures.Count,
        post.Pictures.SelectMany(picture => picture.Scores).MaxBy(score => score.Score));
}
