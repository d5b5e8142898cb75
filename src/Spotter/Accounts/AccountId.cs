using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Spotter.State;

namespace Spotter.Accounts;

/// <summary>One profile on a source, written <c>source:handle</c>, for example <c>instagram:davesfreshpasta</c>.</summary>
[JsonConverter(typeof(AccountIdJsonConverter))]
public readonly record struct AccountId
{
    private AccountId(string source, string handle)
    {
        Source = source;
        Handle = handle;
    }

    /// <summary>The name of the source, in lower case, such as <c>instagram-web</c>.</summary>
    public string Source { get; }

    /// <summary>The profile's name on its source. Only the source knows which names are valid.</summary>
    public string Handle { get; }

    /// <summary>Reads <c>source:handle</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message shows the form.</exception>
    public static AccountId Parse(string text) => TryParse(text, out var account) ? account : throw new FormatException(FindError(text));

    /// <summary>Reads <c>source:handle</c>; false where the text is not of that form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AccountId account)
    {
        account = text is not null && Split(text) is var (source, handle) && FindError(source, handle) is null
            ? new AccountId(source.ToLowerInvariant(), handle)
            : default;
        return account != default;
    }

    /// <summary>Says why a text is no account, in a sentence for a person; null where it is one.</summary>
    public static string? FindError(string text) =>
        Split(text) is var (source, handle)
            ? FindError(source, handle)
            : $"'{text}' is not an account. Write it as source:handle, for example instagram:davesfreshpasta.";

    private static (string Source, string Handle)? Split(string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } source, { Length: > 0 } handle] && source.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? (source, handle)
            : null;
    }

    // The account is a key of the state.
    private static string? FindError(string source, string handle)
    {
        var length = source.Length + 1 + handle.Length;
        if (length > StateKey.MaxPart)
            return $"An account of {length} characters is too long: {StateKey.MaxPart} are allowed.";

        return StateKey.IsPlain(handle)
            ? null
            : $"'{source}:{handle}' cannot be an account: the handle holds a control character or half a character.";
    }

    public override string ToString() => $"{Source}:{Handle}";
}
