using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Spotter.Sources;

/// <summary>
/// What a source said of a post, as JSON, without the secrets that stand in it: the operator's own token, and whatever is called like a
/// token or a session, also in the query of an address.
/// </summary>
/// <param name="secret">The operator's token; null where there is none.</param>
internal sealed partial class RawReply(string? secret = null)
{
    // Instagram's longest posts with their comments are a tenth of it.
    private const int MaxBytes = 256 * 1024;

    private const string Hidden = "***";

    private static readonly HashSet<string> SecretNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "access_token", "accesstoken", "appsecret_proof", "authorization", "client_secret", "cookie", "cookies", "csrf_token", "csrftoken",
        "fb_dtsg", "id_token", "password", "refresh_token", "session_id", "sessionid", "set-cookie", "token",
    };

    /// <summary>How many were not kept because they are larger than any post is.</summary>
    public int TooLarge { get; private set; }

    /// <summary>Keeps an item of a page; null where it is too large or cannot be written.</summary>
    public string? Keep(JsonElement item)
    {
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(bytes);
            Write(writer, item);
        }
        catch (InvalidOperationException)
        {
            // Half a character in the name of a property.
            return null;
        }

        return Bounded(bytes);
    }

    /// <summary>Keeps an entry of a feed, as a text.</summary>
    public string? Keep(XElement entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
            writer.WriteStringValue(Clean(entry.ToString(SaveOptions.DisableFormatting)));
        return Bounded(bytes);
    }

    private string? Bounded(ArrayBufferWriter<byte> bytes)
    {
        if (bytes.WrittenCount <= MaxBytes)
            return Encoding.UTF8.GetString(bytes.WrittenSpan);

        TooLarge++;
        return null;
    }

    private void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                    Write(writer, property);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Clean(JsonText.Of(value) ?? ""));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void Write(Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(property.Name);
        if (SecretNames.Contains(property.Name)
            && property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
            writer.WriteStringValue(Hidden);
        else
            Write(writer, property.Value);
    }

    private string Clean(string text)
    {
        var clean = InAddress().Replace(text, "$1$2" + Hidden);
        return string.IsNullOrWhiteSpace(secret)
            ? clean
            : clean.Replace(secret, Hidden, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Hidden, StringComparison.Ordinal);
    }

    [GeneratedRegex(
        """(access_?token|appsecret_proof|client_secret|csrf_?token|id_token|password|refresh_token|session_?id)(=|%3D|\\?"\s*:\s*\\?")[^&\s"'<>#\\]+""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex InAddress();
}
