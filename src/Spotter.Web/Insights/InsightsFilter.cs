using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Reporting;
using Spotter.Reporting.Explaining;
using Spotter.Web.Feed;

namespace Spotter.Web.Insights;

/// <summary>What an address asks to be told of.</summary>
internal static class InsightsFilter
{
    private const int MaxAccounts = 1_000;
    private const int MaxPictures = 100;

    /// <summary>Reads an address: <c>account</c> may stand there several times.</summary>
    /// <exception cref="WebException">A part of it makes no sense.</exception>
    public static FindingsRequest Read(IQueryCollection query, DateTimeOffset now)
    {
        var accounts = query["account"].Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (accounts.Count > MaxAccounts)
            throw new WebException(
                $"An address names at most {MaxAccounts} accounts. The command takes more: spotter report --accounts FILE");

        return new FindingsRequest
        {
            Accounts = accounts.Count == 0 ? null : [.. accounts.Select(FeedFilter.ReadAccount)],
            Since = TextOf(query, "since") is { } since ? FeedFilter.ReadSince(since, now) : null,
            Until = TextOf(query, "until") is { } until ? FeedFilter.ReadSince(until, now) : null,
            New = ReadNew(query),
        };
    }

    /// <summary>What an address says of a thing; null where it says nothing.</summary>
    public static string? TextOf(IQueryCollection query, string name) =>
        query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static NewPost? ReadNew(IQueryCollection query)
    {
        var post = new NewPost(
            TextOf(query, "label"),
            TextOf(query, "caption"),
            TextOf(query, "at") is { } at ? ReadAt(at) : null,
            TextOf(query, "pictures") is { } pictures ? ReadPictures(pictures) : null);
        return post == new NewPost() ? null : post;
    }

    private static DateTime ReadAt(string text) =>
        DateTime.TryParseExact(
            text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw new WebException($"'{text}' is no time of a post. Write it as 2026-11-28T12:30.");

    private static int ReadPictures(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxPictures
            ? count
            : throw new WebException($"A post has 0 to {MaxPictures} pictures, not '{text}'.");
}
