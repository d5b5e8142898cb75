using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Posts;
using Spotter.Web.Feed;

namespace Spotter.Web.Api;

/// <summary>A part of the posts.</summary>
/// <param name="Posts">The newest first.</param>
/// <param name="Next">The cursor of the next part; absent where none is left.</param>
/// <param name="LookedBackTo">How far the look went, where it ended before the part was full; else absent.</param>
internal sealed record PostList(IReadOnlyList<PostItem> Posts, string? Next, DateTimeOffset? LookedBackTo);

/// <summary>A post.</summary>
/// <param name="Account">Who posted it.</param>
/// <param name="Key">The key of its record.</param>
/// <param name="Post">Its record; what the model said, without what people say.</param>
/// <param name="Labels">What people say of its pictures, by the picture.</param>
/// <param name="Alerts">What became of its alerts.</param>
/// <param name="Prediction">What the captions of its account say, and which model says so; absent where none does.</param>
/// <param name="Damages">What belongs to it and cannot be read, and what to do; empty where all can.</param>
internal sealed record PostItem(
    AccountId Account,
    string Key,
    PostRecord Post,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<AlertItem> Alerts,
    KeptPrediction? Prediction,
    IReadOnlyList<string> Damages)
{
    public static PostItem Of(FoundPost post, KeptPrediction? prediction) => new(
        post.Account,
        post.Key,
        post.Post,
        post.Labels.ToDictionary(label => label.Key.Hex, label => label.Value.Label),
        [.. post.Alerts.Select(alert => new AlertItem(alert.Channel, alert.Message.Label, alert.Stage, alert.SentAt, alert.Reason))],
        prediction,
        post.Damages);
}

/// <summary>An alert.</summary>
/// <param name="Channel">Who is told.</param>
/// <param name="Label">The label that matched.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="SentAt">When it arrived; absent before.</param>
/// <param name="Reason">Why the last attempt failed; absent where none did.</param>
internal sealed record AlertItem(string Channel, string Label, AlertStage Stage, DateTimeOffset? SentAt, string? Reason);
