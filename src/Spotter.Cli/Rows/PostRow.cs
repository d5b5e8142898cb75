using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Cli.Rows;

/// <summary>A post, as <c>spotter posts</c> shows it.</summary>
/// <param name="Reason">Why the last attempt failed; null where none did.</param>
/// <param name="Caption">Its text.</param>
/// <param name="Likes">As of the last look; null where the source does not say.</param>
/// <param name="Comments">As of the last look; null where the source does not say.</param>
/// <param name="Files">The full paths of its stored pictures.</param>
/// <param name="Videos">The full paths of the files of its videos; null where these were not asked for.</param>
/// <param name="Best">The best label among its pictures, a person's before any model's.</param>
/// <param name="By">Who gave that label; null where the model did.</param>
/// <param name="Words">What is written in its pictures, line by line; null where that was not read.</param>
/// <param name="Prediction">What the account's captions say; null where that is not known.</param>
/// <param name="Lost">What was given up of it, a line for each picture and alert.</param>
internal sealed record PostRow(
    AccountId Account,
    string Id,
    DateTimeOffset PostedAt,
    PostStage Stage,
    string? Reason,
    string? Link,
    string? Caption,
    long? Likes,
    long? Comments,
    int Pictures,
    IReadOnlyList<string> Files,
    IReadOnlyList<string>? Videos,
    LabelScore? Best,
    string? By,
    IReadOnlyList<string>? Words,
    KeptPrediction? Prediction,
    IReadOnlyList<string> Lost
)
{
    public static async Task<PostRow> OfAsync(
        AccountId account,
        PostRecord post,
        IEnumerable<AlertRecord> lostAlerts,
        KeptPrediction? prediction,
        PictureLabels labels,
        IPictureFiles files,
        IVideoStore videos,
        CancellationToken cancellationToken
    )
    {
        var said = new List<(LabelScore Score, string? By)>();
        foreach (var picture in post.Pictures)
            if (picture.Id is { } id && await labels.FindAsync(id, cancellationToken) is { } label)
                said.Add((new LabelScore(label.Label, 1), label.By));
            else
                said.AddRange(picture.Scores.Select(score => (score, (string?)null)));

        var best = said.OrderByDescending(one => one.Score.Score).ThenBy(one => one.By is null).FirstOrDefault();
        return new PostRow(
            account,
            post.Post.Id,
            post.Post.PostedAt,
            post.Stage,
            post.Reason,
            post.Post.Link,
            post.Post.Caption,
            post.Post.Likes,
            post.Post.Comments,
            post.Pictures.Count,
            [.. post.Pictures.Select(picture => picture.Id is { } id ? files.Find(id) : null).OfType<string>()],
            post.Videos?.Select(video => video.Id is { } id ? videos.Find(id) : null).OfType<string>().ToList(),
            best.Score,
            best.By,
            post.Pictures.Any(picture => picture.Words is not null)
                ? [.. post.Pictures.SelectMany(picture => picture.Words?.Lines ?? []).Select(line => line.Text)]
                : null,
            prediction?.WithBestScores(),
            [
                .. post.Files.Where(file => file.IsLost).Select(file => file.Failure!),
                .. lostAlerts.Select(alert => $"alert to {alert.Channel}: {alert.Reason}"),
            ]
        );
    }
}
