using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;

namespace Spotter.Web.Feed;

/// <summary>A post with what people and channels have to do with it.</summary>
/// <param name="Account">Who posted it.</param>
/// <param name="Key">The key of its record.</param>
/// <param name="Place">Where the feed goes on after it.</param>
/// <param name="Post">Its record; where that cannot be read, what its key says, failed, with the reason.</param>
/// <param name="Labels">What people say of its pictures.</param>
/// <param name="Alerts">Its alerts.</param>
internal sealed record FoundPost(
    AccountId Account,
    string Key,
    string Place,
    PostRecord Post,
    IReadOnlyDictionary<PictureId, PictureLabel> Labels,
    IReadOnlyList<AlertRecord> Alerts)
{
    /// <summary>What belongs to it and cannot be read, for a person; empty where all can.</summary>
    public IReadOnlyList<string> Damages { get; init; } = [];

    /// <summary>True where somebody was told of it.</summary>
    public bool IsAlerted => Alerts.Any(alert => alert.Stage == AlertStage.Sent);

    /// <summary>True where it was given up, or something of it was.</summary>
    public bool IsFailed => Post.Stage == PostStage.Failed
        || Post.Files.Any(file => file.IsLost)
        || Alerts.Any(alert => alert.Stage == AlertStage.Failed);

    /// <summary>Its page.</summary>
    public string Address => PostPages.AddressOf(Account, Key);

    /// <summary>What a person says of a picture; null where nobody does.</summary>
    public PictureLabel? LabelOf(PictureRecord picture) => picture.Id is { } id ? Labels.GetValueOrDefault(id) : null;

    /// <summary>The scores of a picture that count: a person's label before what the model says.</summary>
    public IReadOnlyList<LabelScore> ScoresOf(PictureRecord picture) => LabelOf(picture)?.Over(picture.Scores) ?? picture.Scores;

    /// <summary>The best score of a picture; null where it has none.</summary>
    public LabelScore? BestOf(PictureRecord picture) => ScoresOf(picture).MaxBy(score => score.Score);

    /// <summary>
    /// The picture to show of it: the best of those that are stored, by a label where one is asked for; null where none is.
    /// </summary>
    public PictureRecord? FindCover(string? label) => Post.Pictures
        .Where(picture => picture.Id is not null)
        .MaxBy(picture => ScoresOf(picture)
            .Where(score => label is null || score.Label == label)
            .Select(score => score.Score)
            .Append(-1)
            .Max());

    /// <summary>Its pictures, as conditions are asked about them; of a post without any, what is known of the post.</summary>
    public IEnumerable<PictureFacts> Facts => Post.Pictures.DefaultIfEmpty(new PictureRecord()).Select(picture => new PictureFacts
    {
        Account = Account,
        Post = Post.Post,
        Scores = ScoresOf(picture),
        IsLabelled = LabelOf(picture) is not null,
        Words = picture.Words,
        LeastScoreOf = static _ => ModelDescription.DefaultLeastScore,
    });
}
