using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Web.Review;

/// <summary>Takes what a person says of a picture and takes it back, as <c>spotter review</c> does.</summary>
internal sealed class Labelling(PictureReview review, PictureLabels labels, PostRepository posts, SiteHost host, TimeProvider time)
{
    /// <summary>Labels a picture of a post.</summary>
    /// <param name="account">Who posted it.</param>
    /// <param name="key">The key of the post.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="label">What it shows.</param>
    /// <param name="isNew">True where the label may be one that no model has.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="WebException">There is no such picture.</exception>
    /// <exception cref="CorrectionException">The label is not known, or cannot be one.</exception>
    public async Task SetAsync(
        AccountId account, string? key, PictureId picture, string label, bool isNew, CancellationToken cancellationToken)
    {
        var post = PostKeys.CanBe(key) ? await posts.FindAsync(account, key, cancellationToken) : null;
        var found = post?.Value.Pictures.FirstOrDefault(one => one.Id == picture);
        if (found is not { Scores.Count: > 0 } || post?.Value.Model is not { } model)
            throw new WebException($"There is no picture {picture} that was classified in this post of {account}. Look at the feed again.");

        var item = new ReviewItem(picture, account, post.Value.Post, model, found.Scores, Label: null);
        PictureReview.RequireLabel(label, isNew ? null : await FindLabelsAsync(item, cancellationToken));
        var former = await labels.FindAsync(picture, static _ => { }, cancellationToken);
        await labels.SetAsync(
            item.Labelled(label, host.Person, time.GetUtcNow()) with { Former = former is null ? null : former with { Former = null } },
            cancellationToken);
    }

    /// <summary>Takes a picture's label back: what a person said before counts again, or else the model's word.</summary>
    public async Task UndoAsync(PictureId picture, CancellationToken cancellationToken)
    {
        if (await labels.FindAsync(picture, static _ => { }, cancellationToken) is { Former: { } former })
            await labels.SetAsync(former, cancellationToken);
        else
            await labels.RemoveAsync(picture, cancellationToken);
    }

    /// <summary>The labels that a picture may be given; where its model is gone, those that it gave.</summary>
    public async Task<IReadOnlyList<string>> FindLabelsAsync(ReviewItem item, CancellationToken cancellationToken)
    {
        try
        {
            return await review.FindLabelsAsync(item.Model, cancellationToken);
        }
        catch (ModelException)
        {
            return [.. item.Scores.Select(score => score.Label)];
        }
    }
}
