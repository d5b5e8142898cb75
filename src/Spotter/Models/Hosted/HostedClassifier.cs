using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Models.Hosted;

/// <summary>
/// Classifies pictures with hosted models. An answer is kept in the state by picture and model version, so that no picture is paid for
/// twice, on whatever host and in whatever
/// post it is seen; calls take their turn in the call budget, and a turn that is not yet due is kept as well.
/// </summary>
public sealed class HostedClassifier(
    IStateStore store, CallBudget budget, ClarifaiTagger tagger, IOptions<ClarifaiOptions> options, TimeProvider time)
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
    public async Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        ModelDescription model, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var key = KeyOf(model, picture.Span);
        while (true)
        {
            var known = await store.FindAsync(key, HostedAnswerJson.Default.HostedAnswer, cancellationToken);
            if (known?.Value.Scores is { } kept)
                return kept;
            if (tagger.FindProblem() is { } problem)
                throw new ClassifyingException(new SourceFailure(FailureKind.Unauthorised, problem));

            if (known?.Value.CallAt > time.GetUtcNow())
                await WaitAsync(model, known.Value.CallAt, cancellationToken);
            else if (await TryClaimAsync(key, known, cancellationToken) && await AskAsync(
                model, key, picture, cancellationToken) is { } scores)
                return scores;
        }
    }

    // Whatever changes the answer is part of the partition: another version, other labels.
    internal static StateKey KeyOf(ModelDescription model, ReadOnlySpan<byte> picture)
    {
        var hosted = model.Hosted!;
        var text = string.Join(
            '\n', [hosted.User, hosted.App, hosted.Model, hosted.Version, hosted.Regions ? "regions" : "", .. model.Labels]);
        return new StateKey(PartitionPrefix + Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)), PictureId.Of(picture).Hex);
    }

    private async Task WaitAsync(ModelDescription model, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var wait = until - time.GetUtcNow();
        if (wait > Patience)
            throw new ClassifyingException(
                new SourceFailure(
                    FailureKind.Throttled,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The hosted model '{model.Name}' is asked at {until:yyyy-MM-dd HH:mm:ss} UTC, as Clarifai:CallBudget allows."
                    ),
                    wait
                )
            );
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    private Task<bool> TryClaimAsync(StateKey key, Versioned<HostedAnswer>? known, CancellationToken cancellationToken)
    {
        var claim = new HostedAnswer { CallAt = time.GetUtcNow() + options.Value.Timeout + ClaimMargin };
        var change = known is null
            ? StateChange.Add(key.Key, claim, HostedAnswerJson.Default.HostedAnswer)
            : StateChange.Replace(key.Key, claim, HostedAnswerJson.Default.HostedAnswer, known.Version);
        return store.TryChangeAsync(key.Partition, [change], cancellationToken);
    }

    /// <summary>Asks, and keeps the answer; null where the call budget has no room yet, and the turn is kept.</summary>
    private async Task<IReadOnlyList<LabelScore>?> AskAsync(
        ModelDescription model, StateKey key, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var (answer, turn) = await budget.CallAsync(
            tagger.Budget, $"{key.Partition} {key.Key}", async _ => await tagger.AskAsync(
                model, picture, cancellationToken), cancellationToken);
        if (answer is null or { Failure: null, PictureProblem: null })
        {
            // What was answered is paid for: nothing may keep it from being kept.
            var kept = answer is null ? new HostedAnswer { CallAt = turn!.Value } : new HostedAnswer { Scores = answer.Scores };
            await store.TryChangeAsync(
                key.Partition, [StateChange.Put(key.Key, kept, HostedAnswerJson.Default.HostedAnswer)], CancellationToken.None);
            return answer?.Scores;
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

        var asked = failure.RetryAfter ?? WallWait;
        var wait = asked < RetryPolicy.MaxAsked ? asked : RetryPolicy.MaxAsked;
        await budget.DeferAsync(tagger.Budget, time.GetUtcNow() + wait, failure.Message, cancellationToken);
        return failure with { RetryAfter = wait };
    }
}
