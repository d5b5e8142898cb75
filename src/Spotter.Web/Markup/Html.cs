namespace Spotter.Web.Markup;

/// <summary>A piece of a page. What is put into one is escaped unless it is one itself, so that what strangers wrote stays text.</summary>
internal readonly struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>A piece as it is written, with what stands in its braces escaped.</summary>
    public static Html Of(HtmlWriter text) => new(text.ToString());

    /// <summary>A piece for each item.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> write) => new(string.Concat(items.Select(item => write(item)._text)));

    /// <summary>A piece where something holds, and nothing where it does not.</summary>
    public static Html When(bool holds, Func<Html> write) => holds ? write() : default;

    /// <summary>A text of this assembly's own as it is: styles, which no person writes into.</summary>
    public static Html Trusted(string text) => new(text);

    public override string ToString() => _text ?? "";
}
