using System.Net.Http.Headers;
using System.Text.Json;

namespace Spotter.Sources.Instagram;

/// <summary>
/// How much of its limit a credential has used, from the headers <c>X-App-Usage</c> and <c>X-Business-Use-Case-Usage</c>
/// (https://developers.facebook.com/docs/graph-api/overview/rate-limiting).
/// </summary>
/// <param name="Percent">The highest figure of both headers; 0 where there is none.</param>
/// <param name="RegainAfter">How long until access is regained; null where it is not lost.</param>
internal sealed record Usage(double Percent, TimeSpan? RegainAfter)
{
    // Instagram counts over a rolling hour: after so long, all that was used is free again.
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxRegain = TimeSpan.FromDays(7);
    private const double SpreadFrom = 80;

    public static Usage None { get; } = new(0, null);

    /// <summary>
    /// The pause before the next call: none below 80 %, from there in proportion up to an hour at 100 %, and never less than the time to regain access.
    /// </summary>
    public TimeSpan? SlowDown
    {
        get
        {
            var share = Math.Clamp((Percent - SpreadFrom) / (100 - SpreadFrom), 0, 1);
            var spread = Window * share;
            return RegainAfter > spread ? RegainAfter : spread > TimeSpan.Zero ? spread : null;
        }
    }

    /// <summary>Reads both headers; what cannot be read counts as absent.</summary>
    public static Usage Of(HttpResponseHeaders? headers)
    {
        List<UsageFigures> figures = [];
        if (Read(headers, "X-App-Usage", InstagramJson.Default.UsageFigures) is { } app)
            figures.Add(app);
        if (Read(headers, "X-Business-Use-Case-Usage", InstagramJson.Default.DictionaryStringUsageFiguresArray) is { } useCases)
            figures.AddRange(useCases.Values.Where(list => list is not null).SelectMany(list => list).OfType<UsageFigures>());
        if (figures.Count == 0)
            return None;

        var minutes = Math.Min(figures.Max(one => one.EstimatedTimeToRegainAccess), MaxRegain.TotalMinutes);
        return new Usage(figures.Max(one => one.Highest), minutes > 0 ? TimeSpan.FromMinutes(minutes) : null);
    }

    private static T? Read<T>(HttpResponseHeaders? headers, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        if (headers is null || !headers.TryGetValues(name, out var values))
            return null;

        try
        {
            return JsonSerializer.Deserialize(string.Join(',', values), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
