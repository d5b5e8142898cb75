namespace Spotter.Sources.InstagramWeb;

/// <summary>What the next page of <c>instagram-web</c> needs, written as one text.</summary>
/// <param name="Mobile">True for the mobile feed, false for the GraphQL query.</param>
/// <param name="Position">Instagram's own cursor; empty for the feed's start.</param>
internal sealed record WebCursor(bool Mobile, string UserId, string Position)
{
    public static WebCursor? TryParse(string text)
    {
        var parts = text.Split(':', 3);
        return parts is ["feed" or "query", _, _] && parts[1].Length > 0 && parts[1].All(char.IsAsciiDigit)
            ? new WebCursor(parts[0] == "feed", parts[1], parts[2])
            : null;
    }

    public override string ToString() => $"{(Mobile ? "feed" : "query")}:{UserId}:{Position}";
}
