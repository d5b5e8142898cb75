using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;

namespace Spotter.Scanning;

/// <summary>Gathers what rules are judged by: what is recorded of a post's pictures, and what people say of them.</summary>
public sealed class FactsGatherer(PictureLabels labels, CaptionTallies tallies, CaptionModels captionModels)
{
    /// <summary>What an account's captions say.</summary>
    /// <param name="account">The account.</param>
    /// <param name="model">The model of captions that looks at it; null where none does.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where no model looks at it.</returns>
    public async Task<CaptionFacts?> FindCaptionsAsync(AccountId account, string? model, CancellationToken cancellationToken)
    {
        if (model is null)
            return null;

        var said = await tallies.FindPredictionAsync(account, cancellationToken);
        return new CaptionFacts(await TryDescribeAsync(model, cancellationToken), said?.Model == model ? said : null);
    }

    /// <summary>What was said last of an account's captions, whichever model looks at it now; null where nothing was.</summary>
    public async Task<CaptionFacts?> FindCaptionsAsync(AccountId account, CancellationToken cancellationToken) =>
        await tallies.FindPredictionAsync(account, cancellationToken) is { } said
            ? new CaptionFacts(await TryDescribeAsync(said.Model, cancellationToken), said)
            : null;

    private async Task<CaptionModelDescription?> TryDescribeAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            return await captionModels.DescribeAsync(model, cancellationToken);
        }
        // What the disk does not give now is no reason to judge a post without it.
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }

    /// <summary>The facts of a post's pictures that are stored and classified, each with the picture.</summary>
    /// <param name="account">The account that posted.</param>
    /// <param name="post">The post and its pictures.</param>
    /// <param name="model">Recommends the least scores; null where it cannot be read.</param>
    /// <param name="captions">What the account's captions say; null where no model looks at them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<(PictureRecord Picture, PictureFacts Facts)>> GatherAsync(
        AccountId account, PostRecord post, ModelDescription? model, CaptionFacts? captions, CancellationToken cancellationToken)
    {
        var classified = post.Pictures.Where(picture => picture is { Id: not null, Scores.Count: > 0 });
        return await Task.WhenAll(classified.Select(
            async picture => (picture, await FactsOfAsync(account, post, picture, model, captions, cancellationToken))));
    }

    /// <summary>
    /// The facts of all of a post's pictures, whether they were classified or not; of a post without pictures, what is known of the post.
    /// </summary>
    /// <param name="account">The account that posted.</param>
    /// <param name="post">The post and its pictures.</param>
    /// <param name="model">Recommends the least scores; null where it cannot be read.</param>
    /// <param name="captions">What the account's captions say; null where no model looks at them.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<PictureFacts>> GatherAllAsync(
        AccountId account, PostRecord post, ModelDescription? model, CaptionFacts? captions, CancellationToken cancellationToken) =>
        await Task.WhenAll(post.Pictures.DefaultIfEmpty(new PictureRecord()).Select(
            picture => FactsOfAsync(account, post, picture, model, captions, cancellationToken)));

    private async Task<PictureFacts> FactsOfAsync(
        AccountId account,
        PostRecord post,
        PictureRecord picture,
        ModelDescription? model,
        CaptionFacts? captions,
        CancellationToken cancellationToken)
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
            Captions = captions,
            LeastScoreOf = name => model?.Labels.Contains(name) != true && captions?.Has(name) == true
                ? captions.LeastScoreOf(name)
                : model?.LeastScoreOf(name) ?? ModelDescription.DefaultLeastScore,
        };
    }
}
