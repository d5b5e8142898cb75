using System.Net.Http.Headers;
using System.Text.Json;

namespace Spotter.Sources.Instagram;

/// <summary>
/// How much of its limit a credential has used, from the headers <c>X-App-Usage</c> and <c>X-Business-Use-Case-Usage</c>
/// (https://developers.facebook.com/docs/graph-api/overview/rate-limiting).
/// </summary>
/// <param name="Percent">The highest figure of both headers; 0 where there is none.</param>
/// <param name="RegainAfter">How long until access is regained; null where it is not lost.</param>
/// <param name="Notice">What makes no sense in them and was ignored, for a person; null where all does.</param>
internal sealed record Usage(double Percent, TimeSpan? RegainAfter, string? Notice = null)
{
    // Instagram counts over a rolling hour: after so long, all that was used is free again.
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // Far beyond what is ever told: a credential that is at ten times its limit, or blocked for a year.
    private const double MaxPercent = 1_000;
    private const double MaxMinutes = 366 * 24 * 60;

    private const double SpreadFrom = 80;

    /// <summary>
    /// The pause before the next call: none below 80 %, from there in proportion up to an hour at 100 %, and never less than the time to
    /// regain access.
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
        double?[] shares = [.. figures.SelectMany(one => one.Shares)];
        double?[] waits = [.. figures.Select(one => one.EstimatedTimeToRegainAccess)];
        var makesNoSense = shares.Any(share => share is not null and not (>= 0 and <= MaxPercent))
            || waits.Any(wait => wait is not null and not (>= 0 and <= MaxMinutes));
        var minutes = waits.Where(wait => wait is >= 0 and <= MaxMinutes).Max() ?? 0;
        return new Usage(
            shares.Where(share => share is >= 0 and <= MaxPercent).Max() ?? 0,
            minutes > 0 ? TimeSpan.FromMinutes(minutes) : null,
            makesNoSense ? "A number in the headers of its usage makes no sense and was ignored." : null);
    }

    private static T? Read<T>(
        HttpResponseHeaders? headers, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
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
