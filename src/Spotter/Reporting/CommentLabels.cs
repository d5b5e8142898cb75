using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Reporting;

/// <summary>
/// Has an account's own model of captions look at a sample of its comments, as if they were its captions. Both the accounts and the samples
/// are bounded: an encoder takes some milliseconds for each.
/// </summary>
public sealed class CommentLabels(CaptionModels models)
{
    /// <summary>So many comments of an account are looked at.</summary>
    public const int MaxSample = 100;

    /// <summary>So many accounts.</summary>
    public const int MaxAccounts = 3;

    /// <summary>Looks at a sample.</summary>
    /// <param name="account">The account.</param>
    /// <param name="model">The name of its model of captions.</param>
    /// <param name="sample">Its comments, those of the newest posts first.</param>
    /// <param name="of">How many there are.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="ModelException">There is no such model of captions, or its files do not fit together.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    public Task<CommentLabel> LookAsync(
        AccountId account, string model, IReadOnlyList<string> sample, int of, CancellationToken cancellationToken) => models.UseAsync(
        model,
        loaded =>
        {
            var tally = new CaptionTally { Model = model, Version = loaded.Description.Version }
                .With(loaded.Encoder.Encode(sample, cancellationToken));
            var said = loaded.Predict(tally.MeanOf(account.ToString()));
            return new CommentLabel(account, model, said.Label, said.Score, sample.Count, of);
        },
        cancellationToken);
}
