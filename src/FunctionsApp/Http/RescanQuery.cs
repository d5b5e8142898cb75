using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Http;

/// <summary>Reads what the query of a rescan asks for.</summary>
internal static class RescanQuery
{
    private static readonly string[] Bounds = ["since", "until", "only", "model", "read"];

    /// <summary>The scan, or what is wrong in a sentence for a person.</summary>
    public static (ScanRequest? Scan, string? Problem) Read(AccountId account, IQueryCollection query)
    {
        if (FindMode(query["mode"]) is not { } mode)
            return (null, "mode must be new or history.");
        if (!TryRead(query["retryFailed"], out var retryFailed))
            return (null, "retryFailed must be true or false.");
        if (!TryReadNumber(query["maxPosts"], out var maxPosts) || !TryReadNumber(query["maxPages"], out var maxPages))
            return (null, "maxPosts and maxPages must be whole numbers from 1.");

        var (bounds, problem) = ReadBounds(mode, query);
        return problem is null
            ? (new ScanRequest(account, mode, maxPosts, maxPages, RetryFailed: retryFailed, IsAsked: true, Bounds: bounds), null)
            : (null, problem);
    }

    private static (CollectionBounds? Bounds, string? Problem) ReadBounds(ScanMode mode, IQueryCollection query)
    {
        if (!Bounds.Any(query.ContainsKey))
            return (null, null);
        if (mode != ScanMode.History)
            return (null, $"{string.Join(", ", Bounds)} are bounds of a collection: mode must be history.");
        if (!TryReadTime(query["since"], out var since) || !TryReadTime(query["until"], out var until))
            return (null, "since and until must be times, for example 2026-01-31 or 2026-01-31T12:00:00Z.");
        if (FindKind(query["only"]) is not { } only)
            return (null, "only must be pictures or videos.");
        if (!TryRead(query["read"], out var read))
            return (null, "read must be true or false.");

        var model = query["model"].ToString() is { Length: > 0 } named ? named : null;
        return (new CollectionBounds(since, until, only, model, read), null);
    }

    private static ScanMode? FindMode(string? text) => text switch
    {
        null or "" or "new" => ScanMode.New,
        "history" => ScanMode.History,
        _ => null,
    };

    private static PostKind? FindKind(string? text) => text switch
    {
        null or "" => PostKind.All,
        "pictures" => PostKind.Pictures,
        "videos" => PostKind.Videos,
        _ => null,
    };

    private static bool TryRead(string? text, out bool value)
    {
        value = false;
        return string.IsNullOrEmpty(text) || bool.TryParse(text, out value);
    }

    private static bool TryReadNumber(string? text, out int? number)
    {
        number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0 ? read : null;
        return string.IsNullOrEmpty(text) || number is not null;
    }

    private static bool TryReadTime(string? text, out DateTimeOffset? time)
    {
        time = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        return string.IsNullOrEmpty(text) || time is not null;
    }
}
