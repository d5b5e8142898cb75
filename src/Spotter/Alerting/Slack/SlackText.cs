using System.Globalization;

namespace Spotter.Alerting.Slack;

/// <summary>The words of an alert in Slack. Limits: https://docs.slack.dev/reference/block-kit/blocks</summary>
public static class SlackText
{
    private const int MaxSection = 3_000;
    private const int MaxHeader = 150;
    private const int MaxAltText = 2_000;

    // Escaped, these three leave room for the rest of the details and a note.
    private const int MaxAccount = 150;
    private const int MaxLink = 1_200;
    private const int MaxQuote = 80;

    /// <summary>The type of the metadata that a message carries, so that a later look finds it.</summary>
    public const string MetadataType = "spotter_alert";

    /// <summary>What a notification shows; all that there is of an alert in plain text.</summary>
    public static string Text(AlertDraft draft) => draft.Words is { } words
        ? Escape(words)
        : Join(Escape(Header(draft.Alert)), draft.IsPlain ? PlainDetails(draft.Alert) : null, draft.Lateness);

    /// <summary>The headline, plain text of at most 150 characters.</summary>
    public static string Header(AlertMessage alert) => Cut($"{alert.Label}: {alert.Account.Handle} posted one", MaxHeader);

    /// <summary>The title of the picture's file, plain text as long as a headline may be.</summary>
    public static string Title(AlertMessage alert) => Cut(alert.Label, MaxHeader);

    /// <summary>The line that speaks for the alert, plain text of at most 82 characters; null where there is none.</summary>
    public static string? Quote(AlertMessage alert) => alert.Quote is { } quote ? $"“{Cut(quote, MaxQuote)}”" : null;

    /// <summary>The caption, plain text of at most 3,000 characters; null where there is none.</summary>
    public static string? Caption(AlertMessage alert) => string.IsNullOrWhiteSpace(alert.Caption) ? null : Cut(alert.Caption, MaxSection);

    /// <summary>All that the picture says, plain text of at most 3,000 characters; null where nobody asked for it.</summary>
    public static string? Words(AlertMessage alert) => string.IsNullOrWhiteSpace(alert.Words) ? null : Cut(alert.Words, MaxSection);

    /// <summary>The picture's description, plain text of at most 2,000 characters.</summary>
    public static string AltText(AlertMessage alert) => Cut(alert.AltText, MaxAltText);

    /// <summary>
    /// Account, score, time and link, in Slack's mark-up, and remarks for the reader: at most 2,500 characters without those. A link
    /// that is too long is left out.
    /// </summary>
    public static string Details(AlertDraft draft)
    {
        var alert = draft.Alert;
        var seconds = alert.PostedAt.ToUnixTimeSeconds();
        var posted = string.Create(CultureInfo.InvariantCulture, $"<!date^{seconds}^{{date_short_pretty}} {{time}}|{PlainTime(alert)}>");
        var link = FindAddress(alert) is { } address ? $"<{address}|open the post>" : null;
        return Join(Facts(alert), posted, draft.Lateness, link, draft.Upload.Note is { } note ? Escape(note) : null);
    }

    /// <summary>Makes text inert in Slack's mark-up: the three characters that Slack wants escaped and no others.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string PlainDetails(AlertMessage alert) =>
        Join(Facts(alert), Quote(alert) is { } quote ? Escape(quote) : null, PlainTime(alert), FindAddress(alert));

    private static string Facts(AlertMessage alert) =>
        Join(
            Escape(Cut(alert.Account.ToString(), MaxAccount)),
            alert.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"score {score:0.00}") : null);

    private static string PlainTime(AlertMessage alert) =>
        string.Create(CultureInfo.InvariantCulture, $"{alert.PostedAt.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");

    private static string? FindAddress(AlertMessage alert) =>
        Uri.TryCreate(alert.Link, UriKind.Absolute, out var link) && link.Scheme is ("https" or "http")
            && Escape(link.AbsoluteUri) is { Length: <= MaxLink } address
            ? address
            : null;

    private static string Join(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => part is not null));

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;

        // Not through the middle of a character that takes two.
        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }
}
