using Spotter.Accounts;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Sources;

namespace Spotter.Web.Tests.Insights;

/// <summary>Posts of a year whose likes follow their label, their hour and their caption, judged by two models.</summary>
internal static class LikedPosts
{
    private static readonly string[] Dishes = ["soup of the day", "sandwich", "cake", "salad", "team", "street", "cat"];
    private static readonly string[] Captions =
    [
        "Come early: soup!", "Lunch is ready #lunch #boston", "What would you like? 🥣❤️", "Closed on Monday",
    ];

    /// <summary>Stores them.</summary>
    /// <param name="site">Where.</param>
    /// <param name="account">Whose.</param>
    /// <param name="count">How many, a little more than one a day.</param>
    /// <param name="foreign">Stands in captions, labels and pictures.</param>
    public static async Task AddAsync(SiteWorld site, AccountId account, int count, string foreign = "")
    {
        var chance = new Random(11);
        var pictures = new List<PictureId>();
        for (byte shade = 0; shade < 8; shade++)
            pictures.Add((await site.StoreAsync(shade)).Id!.Value);
        var begin = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
        for (var index = 0; index < count; index++)
            await site.AddAsync(account, RecordOf(index, begin.AddDays(-0.8 * index), pictures, chance, foreign));
    }

    private static PostRecord RecordOf(int index, DateTimeOffset day, List<PictureId> pictures, Random chance, string foreign)
    {
        var dish = chance.Next(Dishes.Length);
        var postedAt = day.Date.AddHours(8 + chance.Next(12));
        var caption = Captions[chance.Next(Captions.Length)];
        var factor = new[] { 2.2, 1.4, 1.2, 1, 0.8, 0.6, 1 }[dish] * (postedAt.Hour is 11 or 12 ? 1.6 : 1) * (caption[0] == 'W' ? 1.4 : 1);
        var likes = 120 * factor * Math.Exp(0.5 * (chance.NextDouble() + chance.NextDouble() - 1)) * (1 - (index / 800.0));
        var count = 1 + chance.Next(4);
        return new PostRecord
        {
            Post = new Post
            {
                Id = $"p{index}",
                PostedAt = new DateTimeOffset(postedAt, TimeSpan.Zero),
                Caption = caption + foreign,
                Link = foreign.Length > 0 ? "javascript:alert(5)" : $"https://example.com/p{index}",
                Likes = (long)likes,
                Comments = (long)(likes / 15),
                Pictures = [.. Enumerable.Range(0, count).Select(number => new PostPicture($"https://example.com/{index}/{number}.jpg"))],
            },
            FoundAt = new DateTimeOffset(postedAt, TimeSpan.Zero).AddDays(30),
            Stage = PostStage.Done,
            Model = index % 4 == 0 ? "dishes-new" : "dishes",
            Pictures = [.. Enumerable.Range(0, count).Select(number => PictureOf(
                pictures[(dish + number) % pictures.Count], Dishes[(dish + number) % Dishes.Length] + foreign, chance, foreign))],
        };
    }

    private static PictureRecord PictureOf(PictureId id, string label, Random chance, string foreign) => new()
    {
        Id = id,
        Width = 40,
        Height = 50,
        Scores = [new LabelScore(label, 0.9f), new LabelScore("other", 0.1f)],
        Words = new PictureWords("test", [.. Enumerable.Range(0, chance.Next(5)).Select(line => new WordLine(
            $"Clam chowder {line} today{foreign}", 1, [new(0, 0), new(1, 0), new(1, 1), new(0, 1)]))]),
    };
}
