using System.Globalization;
using System.Text.Json;

namespace Spotter.Sources.Instagram;

/// <summary>Reads the Graph API's times: <c>2021-08-17T19:00:42+0000</c>, with no colon in the offset; or seconds since 1970.</summary>
internal static class InstagramTime
{
    /// <exception cref="OddItemException">It is no time of a post.</exception>
    public static DateTimeOffset Read(JsonElement time)
    {
        if (time.ValueKind == JsonValueKind.Number)
            return PageItems.ReadTime(time.Deserialize(InstagramJson.Default.NullableDouble));

        string[] shapes = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(
            JsonText.Of(time), shapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? PageItems.RequireSensible(read)
            : throw new OddItemException("it has no time");
    }
}
