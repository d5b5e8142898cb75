using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Scanning;

/// <summary>What a rule would have matched, as <c>spotter rules test --json</c> shows it.</summary>
/// <param name="Rule">The condition, as it was understood.</param>
/// <param name="Since">From when on it looked.</param>
/// <param name="LookedBackTo">The time of the oldest post that it looked at; null where there was none.</param>
/// <param name="Looked">How many posts it looked at.</param>
/// <param name="Stopped">True where there are more since then than it looks at.</param>
/// <param name="Matched">The posts that match, newest first.</param>
/// <param name="Undecided">How many of the others may match: what the rule asks for is not known of them.</param>
/// <param name="WordsUnread">How many of those are undecided because their words were not read.</param>
/// <param name="Problems">Models that cannot be read, and what counts instead; empty where all can.</param>
public sealed record RuleTest(
    string Rule,
    DateTimeOffset Since,
    DateTimeOffset? LookedBackTo,
    int Looked,
    bool Stopped,
    IReadOnlyList<RuleTestMatch> Matched,
    int Undecided,
    int WordsUnread,
    IReadOnlyList<string> Problems);

/// <summary>A post that a rule would have matched.</summary>
/// <param name="Account">Who posted it.</param>
/// <param name="Id">The source's id of it.</param>
/// <param name="PostedAt">When.</param>
/// <param name="Link">Its page; null where the source has none.</param>
/// <param name="Picture">Which of its pictures matched, counted from 0.</param>
/// <param name="Why">What spoke for it, each in a few words.</param>
public sealed record RuleTestMatch(
    AccountId Account, string Id, DateTimeOffset PostedAt, string? Link, int Picture, IReadOnlyList<string> Why)
{
    /// <summary>The key of its record.</summary>
    [JsonIgnore]
    public string PostKey { get; init; } = "";

    /// <summary>The picture that matched; null where the post has none that is stored.</summary>
    [JsonIgnore]
    public PictureId? PictureId { get; init; }
}
