using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;

namespace Spotter.Scanning;

/// <summary>Gathers what rules are judged by: what is recorded of a post's pictures, and what people say of them.</summary>
public sealed class FactsGatherer(PictureLabels labels)
{
    /// <summary>The facts of a post's pictures that are stored and classified, each with the picture.</summary>
    /// <param name="account">The account that posted.</param>
    /// <param name="post">The post and its pictures.</param>
    /// <param name="model">Recommends the least scores; null where it cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<(PictureRecord Picture, PictureFacts Facts)>> GatherAsync(
        AccountId account, PostRecord post, ModelDescription? model, CancellationToken cancellationToken)
    {
        var classified = post.Pictures.Where(picture => picture is { Id: not null, Scores.Count: > 0 });
        return await Task.WhenAll(classified.Select(
            async picture => (picture, await FactsOfAsync(account, post, picture, model, cancellationToken))));
    }

    /// <summary>
    /// The facts of all of a post's pictures, whether they were classified or not; of a post without pictures, what is known of the post.
    /// </summary>
    /// <param name="account">The account that posted.</param>
    /// <param name="post">The post and its pictures.</param>
    /// <param name="model">Recommends the least scores; null where it cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<PictureFacts>> GatherAllAsync(
        AccountId account, PostRecord post, ModelDescription? model, CancellationToken cancellationToken) =>
        await Task.WhenAll(post.Pictures.DefaultIfEmpty(new PictureRecord()).Select(
            picture => FactsOfAsync(account, post, picture, model, cancellationToken)));

    private async Task<PictureFacts> FactsOfAsync(
        AccountId account, PostRecord post, PictureRecord picture, ModelDescription? model, CancellationToken cancellationToken)
    {
        // A picture that a person labelled may be posted again: the rules go by the person. The record keeps what the model said.
        var label = picture.Id is { } id ? await labels.FindAsync(id, cancellationToken) : null;
        return new PictureFacts
        {
            Account = account,
            Post = post.Post,
            Scores = label?.Over(picture.Scores) ?? picture.Scores,
            IsLabelled = label is not null,
            Words = picture.Words,
            LeastScoreOf = name => model?.LeastScoreOf(name) ?? ModelDescription.DefaultLeastScore,
        };
    }
}
