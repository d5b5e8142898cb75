using System.Globalization;

namespace Spotter.Sources.Instagram;

/// <summary>Reads the Graph API's times: <c>2021-08-17T19:00:42+0000</c>, with no colon in the offset.</summary>
internal static class InstagramTime
{
    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
