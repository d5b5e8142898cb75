using Spotter.Accounts;
using Spotter.Insights;
using Spotter.Reporting.Explaining;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>What is counted of one account until all its posts were seen: only then it is known what is usual there.</summary>
internal sealed class AccountTally(AccountId account, PostReader reader)
{
    private readonly Ranking _ranking = new();
    private readonly Ranking _young = new();

    /// <summary>Whose.</summary>
    public AccountId Account => account;

    /// <summary>All its posts.</summary>
    public PostCounts All { get; } = new();

    /// <summary>log(1 + likes) of all its posts.</summary>
    public Moments Logs { get; } = new();

    /// <summary>The same of those with a label, by model and label.</summary>
    public Dictionary<(string Model, string Label), Moments> LabelLogs { get; } = [];

    /// <summary>The same of those of an hour of the week, from Monday, 0 h.</summary>
    public Dictionary<int, Moments> HourLogs { get; } = [];

    /// <summary>What may explain its likes.</summary>
    public Traits Traits { get; } = new(reader.CaptionWords, reader.ReadWords);

    /// <summary>Those that had a day to be liked; all where none had.</summary>
    public Ranking Ranking => _ranking.HasAny ? _ranking : _young;

    /// <summary>Adds a post.</summary>
    public void Add(ReadPost post)
    {
        All.Add(post);
        if (post.Likes is not { } likes)
            return;

        var log = Math.Log(1.0 + likes);
        Logs.Add(log);
        foreach (var label in post.Labels)
            Add(LabelLogs, (post.Model, label), log);
        (post.IsYoung ? _young : _ranking).Add(account, post, likes);
        if (post.Record.Post.IsUndated)
            return;

        Add(HourLogs, Tally.HourOf(post.Local), log);
        Traits.Add(post, log);
    }

    private static void Add<T>(Dictionary<T, Moments> moments, T kind, double value) where T : notnull
    {
        if (!moments.TryGetValue(kind, out var known))
        {
            if (moments.Count >= Tally.MaxKinds)
                return;

            moments.Add(kind, known = new Moments());
        }

        known.Add(value);
    }
}
