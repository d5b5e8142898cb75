using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.Settings;

namespace Spotter.Web.Api;

/// <summary>What the query of a rescan asks for, as it is written. With bounds it is a collection.</summary>
internal sealed record RescanQuery
{
    /// <summary><c>new</c>, the default, or <c>history</c>.</summary>
    [FromQuery(Name = "mode")]
    public string? Mode { get; init; }

    /// <summary>True brings back what was given up.</summary>
    [FromQuery(Name = "retryFailed")]
    public string? RetryFailed { get; init; }

    /// <summary>After how many posts the scan ends.</summary>
    [FromQuery(Name = "maxPosts")]
    public string? MaxPosts { get; init; }

    /// <summary>After how many pages the scan ends.</summary>
    [FromQuery(Name = "maxPages")]
    public string? MaxPages { get; init; }

    /// <summary>A bound: the earliest time.</summary>
    [FromQuery(Name = "since")]
    public string? Since { get; init; }

    /// <summary>A bound: the latest time.</summary>
    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <summary>A bound: <c>pictures</c> or <c>videos</c>.</summary>
    [FromQuery(Name = "only")]
    public string? Only { get; init; }

    /// <summary>A bound: the model that classifies; without it nothing does.</summary>
    [FromQuery(Name = "model")]
    public string? Model { get; init; }

    /// <summary>A bound: true has words read.</summary>
    [FromQuery(Name = "read")]
    public string? Read { get; init; }

    private bool HasBounds => new[] { Since, Until, Only, Model, Read }.Any(bound => bound is not null);

    /// <summary>The scan that is asked for.</summary>
    /// <exception cref="WebException">It makes no sense; the message says what does.</exception>
    public ScanRequest RequestFor(AccountId account, DateTimeOffset now)
    {
        var mode = ReadMode();
        return new ScanRequest(
            account,
            mode,
            ReadNumber(MaxPosts),
            ReadNumber(MaxPages),
            RetryFailed: ReadChoice("retryFailed", RetryFailed),
            IsAsked: true,
            Bounds: HasBounds ? ReadBounds(mode, now) : null);
    }

    private CollectionBounds ReadBounds(ScanMode mode, DateTimeOffset now) => mode != ScanMode.History
        ? throw new WebException("since, until, only, model, read are bounds of a collection: mode must be history.")
        : new CollectionBounds(
            ReadTime(Since, now), ReadTime(Until, now), ReadKind(), string.IsNullOrEmpty(Model) ? null : Model, ReadChoice("read", Read));

    private ScanMode ReadMode() => Mode switch
    {
        null or "" or "new" => ScanMode.New,
        "history" => ScanMode.History,
        _ => throw new WebException("mode must be new or history."),
    };

    private PostKind ReadKind() => Only switch
    {
        null or "" => PostKind.All,
        "pictures" => PostKind.Pictures,
        "videos" => PostKind.Videos,
        _ => throw new WebException("only must be pictures or videos."),
    };

    private static bool ReadChoice(string name, string? text) =>
        string.IsNullOrEmpty(text) || bool.TryParse(text, out _)
            ? bool.TryParse(text, out var value) && value
            : throw new WebException($"{name} must be true or false.");

    private static int? ReadNumber(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new WebException("maxPosts and maxPages must be whole numbers from 1.");
    }

    private static DateTimeOffset? ReadTime(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return PastTime.TryRead(text, now, out var time)
            ? time
            : throw new WebException("since and until must be times, for example 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
}
