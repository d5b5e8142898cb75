using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Classifying.Hosted;

/// <summary>
/// Classifies pictures with hosted models. An answer is kept in the state by picture and model version, so that no picture is paid for twice, on whatever host and in whatever
/// post it is seen; calls take their turn in the call budget, and a turn that is not yet due is kept as well.
/// </summary>
public sealed class HostedClassifier(IStateStore store, CallBudget budget, ClarifaiTagger tagger, IOptions<ClarifaiOptions> options, TimeProvider time)
{
    // A turn that is due so soon is waited for here; a later one is for the caller to wait for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Beyond the timeout, for what is around the call.
    private static readonly TimeSpan ClaimMargin = TimeSpan.FromSeconds(10);

    // The longest that Clarifai is left alone where it asks for a pause and does not say how long.
    private static readonly TimeSpan WallWait = TimeSpan.FromHours(6);

    private const string PartitionPrefix = "tags-";

    /// <summary>True where a record is what a hosted model said of a picture.</summary>
    public static bool Holds(StateKey id) => id.Partition.StartsWith(PartitionPrefix, StringComparison.Ordinal);

    /// <summary>Classifies one picture.</summary>
    /// <returns>Every label of the model with its score, the best first.</returns>
    /// <exception cref="ClassifyingException">There is no answer yet, or none is to be had.</exception>
    /// <exception cref="PictureFormatException">Clarifai does not take the picture.</exception>
    public async Task<IReadOnlyList<LabelScore>> ClassifyAsync(ModelDescription model, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var key = KeyOf(model, picture.Span);
        while (true)
        {
            var known = await store.FindAsync(key, SpotterJsonContext.Default.HostedAnswer, cancellationToken);
            if (known?.Value.Scores is { } scores)
                return scores;
            if (tagger.FindProblem() is { } problem)
                throw new ClassifyingException(new SourceFailure(FailureKind.Unauthorised, problem));

            if (known is null)
                await QueueAsync(key, cancellationToken);
            else if (known.Value.CallAt > time.GetUtcNow())
                await WaitAsync(model, known.Value.CallAt, cancellationToken);
            else if (await TryClaimAsync(known, cancellationToken))
                return await AskAsync(model, key, picture, cancellationToken);
        }
    }

    // Whatever changes the answer is part of the partition: another version, other labels.
    internal static StateKey KeyOf(ModelDescription model, ReadOnlySpan<byte> picture)
    {
        var hosted = model.Hosted!;
        var text = string.Join('\n', [hosted.User, hosted.App, hosted.Model, hosted.Version, hosted.Regions ? "regions" : "", .. model.Labels]);
        return new StateKey(PartitionPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)), PictureId.Of(picture).Hex);
    }

    private async Task QueueAsync(StateKey key, CancellationToken cancellationToken)
    {
        var turn = await budget.ReserveAsync(tagger.Budget, cancellationToken);
        await store.TryChangeAsync(key.Partition, [StateChange.Add(key.Key, new HostedAnswer { CallAt = turn }, SpotterJsonContext.Default.HostedAnswer)], cancellationToken);
    }

    private async Task WaitAsync(ModelDescription model, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var wait = until - time.GetUtcNow();
        if (wait > Patience)
            throw new ClassifyingException(new SourceFailure(
                FailureKind.Throttled, string.Create(CultureInfo.InvariantCulture, $"The hosted model '{model.Name}' is asked at {until:yyyy-MM-dd HH:mm:ss} UTC, as Clarifai:CallBudget allows."), wait));
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private Task<bool> TryClaimAsync(Versioned<HostedAnswer> known, CancellationToken cancellationToken)
    {
        var claim = new HostedAnswer { CallAt = time.GetUtcNow() + options.Value.Timeout + ClaimMargin };
        return store.TryChangeAsync(
            known.Id.Partition, [StateChange.Replace(known.Id.Key, claim, SpotterJsonContext.Default.HostedAnswer, known.Version)], cancellationToken);
    }

    private async Task<IReadOnlyList<LabelScore>> AskAsync(ModelDescription model, StateKey key, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var answer = await tagger.AskAsync(model, picture, cancellationToken);
        if (answer is { Failure: null, PictureProblem: null })
        {
            // It is paid for: nothing may keep it from being kept.
            await store.TryChangeAsync(key.Partition, [StateChange.Put(key.Key, new HostedAnswer { Scores = answer.Scores }, SpotterJsonContext.Default.HostedAnswer)], CancellationToken.None);
            return answer.Scores;
        }

        await store.TryChangeAsync(key.Partition, [StateChange.Delete(key.Key)], cancellationToken);
        if (answer.PictureProblem is { } problem)
            throw new PictureFormatException(problem);

        throw new ClassifyingException(await DeferAsync(answer.Failure!, cancellationToken));
    }

    // A limit is the key's: every picture waits.
    private async Task<SourceFailure> DeferAsync(SourceFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind is not (FailureKind.Throttled or FailureKind.Blocked))
            return failure;

        var wait = failure.RetryAfter ?? WallWait;
        await budget.DeferAsync(tagger.Budget, time.GetUtcNow() + wait, cancellationToken);
        return failure with { RetryAfter = wait };
    }
}
