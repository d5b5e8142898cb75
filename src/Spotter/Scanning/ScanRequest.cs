using Spotter.Accounts;

namespace Spotter.Scanning;

/// <summary>Asks for one scan of one account.</summary>
/// <param name="Account">A watched account.</param>
/// <param name="Mode">How far to go.</param>
/// <param name="MaxPosts">Stop after the page that brings this many posts; null means the setting.</param>
/// <param name="MaxPages">Stop after this many pages; null means the setting.</param>
/// <param name="SoFar">What the scan did before it began anew; null at its beginning.</param>
/// <param name="PendingAfter">The last post that it did of those that an earlier scan left; null where it did none.</param>
/// <param name="RetryFailed">True brings back the posts and alerts that were given up.</param>
/// <param name="IsAsked">True where somebody asked for it: what only waits because it failed is tried at once.</param>
/// <param name="Rest">How it goes on when it has read its pages.</param>
/// <param name="Part">The part of its pass that it is at when it begins anew.</param>
/// <param name="PageSize">The most posts that the source answers at a time, as it said when asked for more; null where it did not.</param>
/// <param name="Trail">How far its pass has come when it begins anew; null at its beginning.</param>
/// <param name="NoWait">True where it ends, or leaves to later scans, what it would wait for.</param>
/// <param name="Bounds">What a collection takes; null for all that a watched account posts.</param>
public sealed record ScanRequest(
    AccountId Account,
    ScanMode Mode = ScanMode.New,
    int? MaxPosts = null,
    int? MaxPages = null,
    ScanSummary? SoFar = null,
    string? PendingAfter = null,
    bool RetryFailed = false,
    bool IsAsked = false,
    ScanRest Rest = ScanRest.Nothing,
    PassPart Part = PassPart.Whole,
    int? PageSize = null,
    PassTrail? Trail = null,
    bool NoWait = false,
    CollectionBounds? Bounds = null);
