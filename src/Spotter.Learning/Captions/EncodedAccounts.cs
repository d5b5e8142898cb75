using Spotter.Captions;

namespace Spotter.Learning.Captions;

/// <summary>Accounts as an encoder sees them.</summary>
/// <param name="Accounts">Those of which a caption says anything.</param>
/// <param name="Counts">What took part, and what did not.</param>
/// <param name="Warnings">What a person should know.</param>
internal sealed record EncodedAccounts(
    IReadOnlyList<AccountFeatures> Accounts, CaptionCounts Counts, IReadOnlyList<string> Warnings)
{
    /// <summary>Encodes accounts.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="accounts">Those of it that are wanted.</param>
    /// <param name="encoder">Encodes.</param>
    /// <param name="cacheFolder">Where features are kept; null for nowhere.</param>
    /// <param name="progress">Told how many captions are done, of how many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static EncodedAccounts Of(
        LabelledAccounts read,
        IReadOnlyList<AccountCaptions> accounts,
        CaptionEncoder encoder,
        string? cacheFolder,
        Action<int, int> progress,
        CancellationToken cancellationToken)
    {
        using var cache = cacheFolder is null ? null : CaptionCache.Open(cacheFolder, encoder);
        var averager = new CaptionAverager(encoder, cache);
        var all = averager.Average(accounts, progress, cancellationToken);
        var known = all.Where(one => one.Mean is not null).ToList();
        var counts = new CaptionCounts
        {
            Accounts = known.Count,
            Captions = known.Sum(one => one.Captions),
            Wordless = all.Sum(one => one.Wordless),
            Empty = read.Input.Empty,
            Repeated = read.Input.Repeated,
            WithoutCaptions = [.. read.Input.Without, .. all.Where(one => one.Mean is null).Select(one => one.Account.Account)],
            Unlabelled = read.Unlabelled,
            Unknown = read.Unknown,
            Cached = averager.Cached,
            Problems = read.Problems,
        };
        return new EncodedAccounts(
            known, counts, cache?.Problem is { } problem ? [$"Features could not be kept for the next time: {problem}"] : []);
    }
}
