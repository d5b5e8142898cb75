using Spotter.Alerting;
using Spotter.Posts;
using Spotter.Rules;

namespace Spotter.Scanning;

/// <summary>What the rules of a watch say of a post.</summary>
/// <param name="Alerts">The alerts that they ask for.</param>
/// <param name="Open">The rules that only the words in the pictures decide.</param>
/// <param name="OpenPictures">The pictures whose words do. Of a carousel, those that the rest of a rule excludes are not read.</param>
/// <param name="Undecided">The rules by which nobody can say it, with the reason.</param>
public sealed record PostVerdict(
    IReadOnlyList<AlertRecord> Alerts,
    IReadOnlyList<AlertRule> Open,
    IReadOnlySet<PictureRecord> OpenPictures,
    IReadOnlyList<(AlertRule Rule, string Reason)> Undecided)
{
    /// <summary>Nothing: the post is no news, or nobody asks.</summary>
    public static PostVerdict Nothing { get; } = new([], [], new HashSet<PictureRecord>(), []);

    /// <summary>Tells that words were not read; <paramref name="readerProblem"/> says why, where that is known.</summary>
    public string DescribeOpen(string? readerProblem)
    {
        var rules = string.Join(", ", Open.Select(rule => $"'{rule}'"));
        return $"Words in pictures were not read, so that no alert came of what hangs on them: {rules}. {readerProblem}".TrimEnd();
    }

    /// <summary>Tells which rules could not be judged by: the post may have been news. Null where there is none.</summary>
    public string? DescribeUndecided(PostTask post) => Undecided.Count == 0
        ? null
        : string.Join(' ', Undecided.Select(one =>
            $"Post {PostKeys.Read(post.PostKey).Id} of {post.Account} could not be judged by '{one.Rule}', so that no alert came of it. "
                + one.Reason));
}
