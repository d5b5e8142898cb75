using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Rules;
using Spotter.Settings;

namespace Spotter.Web.Feed;

/// <summary>What a feed shows. All of it stands in the address.</summary>
internal sealed record FeedFilter
{
    /// <summary>Whose posts; null for all.</summary>
    public AccountId? Account { get; init; }

    /// <summary>A label that one of the pictures must have; null for any.</summary>
    public string? Label { get; init; }

    /// <summary>The least score of the label, or of any where none is named, from 0 to 1; null for the default.</summary>
    public double? Score { get; init; }

    /// <summary>What must stand in one of the pictures or in the caption, as a rule's <c>has</c> reads it; null for anything.</summary>
    public Phrases? Words { get; init; }

    /// <summary>How a person wrote <see cref="From"/>; null for no limit.</summary>
    public string? Since { get; init; }

    /// <summary>Nothing that was posted earlier.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>How far the posts have come.</summary>
    public FeedState State { get; init; }

    /// <summary>True where it leaves nothing out but what is not settled.</summary>
    public bool IsOpen => this == new FeedFilter();

    /// <summary>Reads an address.</summary>
    /// <exception cref="WebException">A part of it makes no sense.</exception>
    public static FeedFilter Read(IQueryCollection query, DateTimeOffset now)
    {
        var since = TextOf(query, "since");
        return new FeedFilter
        {
            Account = TextOf(query, "account") is { } account ? ReadAccount(account) : null,
            Label = TextOf(query, "label"),
            Score = TextOf(query, "score") is { } score ? ReadScore(score) : null,
            Words = TextOf(query, "words") is { } words ? ReadWords(words) : null,
            Since = since,
            From = since is null ? DateTimeOffset.MinValue : ReadSince(since, now),
            State = TextOf(query, "state") is { } state ? ReadState(state) : FeedState.Any,
        };
    }

    /// <summary>An account that an address names.</summary>
    /// <exception cref="WebException">It is none.</exception>
    public static AccountId ReadAccount(string? text) =>
        AccountId.TryParse(text, out var account) ? account : throw new WebException(AccountId.FindError(text ?? "")!);

    /// <summary>The address of the same feed.</summary>
    /// <param name="cursor">Where it goes on; null for the newest.</param>
    public string ToAddress(string? cursor = null)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("account", Account?.ToString()),
            ("label", Label),
            ("score", Score?.ToString(CultureInfo.InvariantCulture)),
            ("words", Words?.Text),
            ("since", Since),
            ("state", State == FeedState.Any ? null : NameOf(State)),
            ("cursor", cursor),
        };
        return "/" + QueryString.Create(
            parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    /// <summary>As an address has it.</summary>
    public static string NameOf(FeedState state) => state.ToString().ToLowerInvariant();

    /// <summary>True for a post that is to be shown.</summary>
    public bool Fits(FoundPost post) => FitsState(post) && FitsScores(post) && FitsWords(post);

    private bool FitsState(FoundPost post) => State switch
    {
        FeedState.Alerted => post.IsAlerted,
        FeedState.Corrected => post.Labels.Values.Any(label => label.IsCorrection),
        FeedState.Failed => post.IsFailed,
        FeedState.Waiting => !post.Post.IsSettled,
        _ => true,
    };

    private bool FitsScores(FoundPost post)
    {
        if (Label is null && Score is null)
            return true;

        var least = (float)(Score ?? ModelDescription.DefaultLeastScore);
        return post.Post.Pictures.SelectMany(post.ScoresOf).Any(score => (Label is null || score.Label == Label) && score.Score >= least);
    }

    private bool FitsWords(FoundPost post)
    {
        if (Words is null)
            return true;

        var condition = new EitherCondition(new WordsCondition(RuleText.Words, Words), new WordsCondition(RuleText.Caption, Words));
        return post.Facts.Any(facts => condition.Judge(facts).Truth == Truth.True);
    }

    private static string? TextOf(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static double ReadScore(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= 0 and <= 1
            ? score
            : throw new WebException($"A score is a number from 0 to 1, such as 0.8, and not '{text}'.");

    private static Phrases ReadWords(string text)
    {
        try
        {
            return Phrases.Parse(text);
        }
        catch (FormatException error)
        {
            throw new WebException($"'{text}' cannot be looked for: write words of letters and digits, others after a |.", error);
        }
    }

    private static FeedState ReadState(string text) =>
        Enum.TryParse<FeedState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state)
            ? state
            : throw new WebException(
                $"There is no state '{text}'. There are: {string.Join(", ", Enum.GetValues<FeedState>().Select(NameOf))}.");

    /// <summary>A time that an address names, as <see cref="PastTime"/> reads it.</summary>
    /// <exception cref="WebException">It is none.</exception>
    public static DateTimeOffset ReadSince(string text, DateTimeOffset now) => PastTime.TryRead(text, now, out var time)
        ? time
        : throw new WebException($"'{text}' is no time. Write days (7d), hours (12h) or a day (2026-11-01).");
}
