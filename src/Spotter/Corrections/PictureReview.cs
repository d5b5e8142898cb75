using Spotter.Accounts;
using Spotter.Models;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Corrections;

/// <summary>Finds the pictures that a person may look at, and the labels that they may be given.</summary>
public sealed class PictureReview(PostRepository posts, PictureLabels labels, IPictureClassifier classifier)
{
    private const int MaxNamed = 10;

    /// <summary>Finds classified pictures, each once, in the order that the filter asks for.</summary>
    /// <exception cref="RecordException">A post or a label cannot be read.</exception>
    public Task<IReadOnlyList<ReviewItem>> FindAsync(ReviewFilter filter, CancellationToken cancellationToken) =>
        FindAsync(filter, static error => throw error, cancellationToken);

    /// <summary>The same without what cannot be read: <paramref name="tellUnreadable"/> is told of each post and label.</summary>
    public async Task<IReadOnlyList<ReviewItem>> FindAsync(
        ReviewFilter filter, Action<RecordException> tellUnreadable, CancellationToken cancellationToken)
    {
        var said = await labels.ListAsync(tellUnreadable, cancellationToken).ToDictionaryAsync(
            label => label.Picture, cancellationToken: cancellationToken);
        var found = new List<ReviewItem>();
        foreach (var account in filter.Accounts)
            await foreach (var post in posts.ListAsync(account, after: null, tellUnreadable, cancellationToken).TakeWhile(
                post => filter.Since is null || post.Post.PostedAt >= filter.Since))
                found.AddRange(Read(account, post).Select(item => item with { Label = said.GetValueOrDefault(item.Picture) }));

        var chosen = found
            .OrderByDescending(item => item.Post.PostedAt)
            .DistinctBy(item => item.Picture)
            .Where(item => filter.WithLabelled || item.Label is null)
            .Where(item => (filter.Label is null || item.Best.Label == filter.Label) && item.Best.Score >= filter.MinScore);
        return [.. (filter.UnsureFirst ? chosen.OrderBy(item => item.Best.Score) : chosen).Take(filter.Limit)];
    }

    /// <summary>The labels that a picture may be given: those of its model, in their order, and those that people gave before.</summary>
    /// <exception cref="ModelException">There is no such model any more, or its files do not fit together.</exception>
    public async Task<IReadOnlyList<string>> FindLabelsAsync(string model, CancellationToken cancellationToken)
    {
        var own = (await classifier.DescribeAsync(model, cancellationToken)).Labels;
        var given = await labels.ListAsync(static _ => { }, cancellationToken).Select(label => label.Label).ToListAsync(cancellationToken);
        return [.. own.Concat(given.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Checks a label before a picture is given it.</summary>
    /// <param name="label">What the person says.</param>
    /// <param name="known">As <see cref="FindLabelsAsync"/> found them; null where the person says that the label is a new one.</param>
    /// <exception cref="CorrectionException">It is not known, or cannot be a label.</exception>
    public static void RequireLabel(string label, IReadOnlyList<string>? known)
    {
        if (known is not null && !known.Contains(label))
            throw new CorrectionException(
                $"{(label.Length == 0 ? "No label was chosen." : $"There is no label '{label}'.")} There are: "
                    + $"{string.Join(", ", known.Take(MaxNamed))}{(known.Count > MaxNamed ? $" and {known.Count - MaxNamed} more" : "")}. "
                    + "For the next training, --new takes a label that no model has."
            );
        if (known is null && !DatasetExport.CanName(label))
            throw new CorrectionException(
                $"{(label.Length == 0 ? "An empty text" : $"'{label}'")} cannot be a label: it must be able to name a folder for training, "
                    + $"in 1 to {DatasetExport.MaxName} characters.");
    }

    private static IEnumerable<ReviewItem> Read(AccountId account, PostRecord post)
    {
        foreach (var picture in post.Pictures)
            if (picture is { Id: { } id, Scores.Count: > 0 } && post.Model is { } model)
                yield return new ReviewItem(id, account, post.Post, model, picture.Scores, null);
    }
}
