using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>Posts as other programs get them, without the names of files.</summary>
public sealed class PostDocuments(PostRepository posts, PictureLabels labels, FactsGatherer facts, ModelCatalog? models = null)
{
    private readonly ConcurrentDictionary<string, ModelDescription?> _models = new(StringComparer.Ordinal);

    /// <summary>Lists the posts of an account that are asked for, one after the other, the newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="choice">Which posts.</param>
    /// <param name="after">The key of the post after which the list begins; null for the newest.</param>
    /// <param name="tally">Told what is not given out.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="ModelStoreException">The disk does not give the model by which a post is chosen.</exception>
    public async IAsyncEnumerable<PostDocument> ListAsync(
        AccountId account,
        PostChoice choice,
        string? after,
        PostTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var captions = await facts.FindCaptionsAsync(account, cancellationToken);
        var listed = posts.ListAsync(account, after, error => tally.Tell(error.Message), cancellationToken);
        // Also by those that are not chosen: a file is called the same whatever is asked for.
        await foreach (var (post, isTwin) in Twins.MarkAsync(listed, cancellationToken))
            if (choice.Bounds.Takes(post.Post)
                && !(post.FoundAt > choice.FoundUntil)
                && await MatchesAsync(account, post, choice, captions, tally, cancellationToken))
                yield return await DocumentOfAsync(account, post, captions?.Prediction, cancellationToken) with { IsTwin = isTwin };
    }

    private async Task<bool> MatchesAsync(
        AccountId account,
        PostRecord post,
        PostChoice choice,
        CaptionFacts? captions,
        PostTally tally,
        CancellationToken cancellationToken)
    {
        if (choice.Where is not { } condition)
            return true;

        var model = choice.Model ?? (post.Model is { } name ? await FindModelAsync(name, cancellationToken) : null);
        var judged = condition.Judge(await facts.GatherAllAsync(account, post, model, captions, cancellationToken));
        if (judged.Picture is not null)
            return true;

        tally.LeftOut++;
        tally.Undecided += judged.Truth == Truth.Unknown ? 1 : 0;
        return false;
    }

    private async Task<ModelDescription?> FindModelAsync(string name, CancellationToken cancellationToken)
    {
        if (!_models.TryGetValue(name, out var model))
            _models[name] = model = await TryDescribeAsync(name, cancellationToken);
        return model;
    }

    // A model that is not here recommends nothing; of one that the disk does not give now nobody knows.
    private async Task<ModelDescription?> TryDescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return models is null ? null : await models.DescribeAsync(name, cancellationToken);
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }

    private async Task<PostDocument> DocumentOfAsync(
        AccountId account, PostRecord post, KeptPrediction? prediction, CancellationToken cancellationToken)
    {
        var pictures = new List<PictureDocument>();
        for (var i = 0; i < post.Post.Pictures.Count; i++)
        {
            var record = i < post.Pictures.Count ? post.Pictures[i] : new PictureRecord();
            var said = record.Id is { } id ? await labels.FindAsync(id, cancellationToken) : null;
            pictures.Add(PictureDocument.Of(post.Post.Pictures[i], record, said));
        }

        return PostDocument.Of(account, post, pictures) with { Prediction = prediction?.WithBestScores() };
    }
}
