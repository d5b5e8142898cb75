using Spotter.Accounts;

namespace Spotter.Scanning;

/// <summary>The input of <see cref="FetchPage"/>.</summary>
/// <param name="Account">The account.</param>
/// <param name="InstanceId">The orchestration that owns the account's lease.</param>
/// <param name="Mode">How far the scan goes.</param>
/// <param name="Cursor">The page; null for the newest.</param>
/// <param name="MaxPosts">Take no more new posts than this.</param>
/// <param name="Attempt">1 for the first call for this page.</param>
/// <param name="ScanStartedAt">When the scan began: no two scans of an account have all of this in common.</param>
/// <param name="KnownSince">Posts that were found until then are known for good; null where that is told by the last pass that reached its end.</param>
/// <param name="PageSize">Ask for no more posts than this, because the source does not answer for more; null for the setting.</param>
public sealed record FetchPageInput(
    AccountId Account,
    string InstanceId,
    ScanMode Mode,
    string? Cursor,
    int MaxPosts,
    int Attempt,
    DateTimeOffset ScanStartedAt,
    DateTimeOffset? KnownSince = null,
    int? PageSize = null);
