using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Spotter.Watching;

/// <summary>One profile on a source, written <c>source:handle</c>, for example <c>instagram:davesfreshpasta</c>.</summary>
[JsonConverter(typeof(AccountIdJsonConverter))]
public readonly record struct AccountId
{
    private const int LongestHandle = 512;

    private AccountId(string source, string handle)
    {
        Source = source;
        Handle = handle;
    }

    /// <summary>The name of the source, in lower case: <c>instagram</c>, <c>instagram-web</c>, <c>folder</c>.</summary>
    public string Source { get; }

    /// <summary>The profile's name on its source. Only the source knows which names are valid.</summary>
    public string Handle { get; }

    /// <summary>Reads <c>source:handle</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message shows the form.</exception>
    public static AccountId Parse(string text) =>
        TryParse(text, out var account)
            ? account
            : throw new FormatException($"'{text}' is not an account. Write it as source:handle, for example instagram:davesfreshpasta.");

    /// <summary>Reads <c>source:handle</c>; false where the text is not of that form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId account)
    {
        account = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0)
            return false;

        var source = text![..colon].Trim();
        var handle = text[(colon + 1)..].Trim();
        if (!source.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || handle.Length is 0 or > LongestHandle || handle.Any(char.IsControl))
            return false;

        account = new AccountId(source.ToLowerInvariant(), handle);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}:{Handle}";
}
