using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace PagesBench;

/// <summary>A state with many posts: fifty accounts over two years, each post with two pictures that were classified and read.</summary>
internal static class ManyPosts
{
    private const int Accounts = 50;
    private const int Days = 730;

    public static async Task WriteAsync(IServiceProvider services, int count, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IStateStore>();
        var feed = new FeedWriter(store);
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < Accounts; number++)
        {
            var account = AccountId.Parse($"instagram:shop{number}");
            await services.GetRequiredService<WatchRepository>().TryAddAsync(
                new Watch { Account = account, Since = now }, cancellationToken);
            var records = Enumerable.Range(0, count / Accounts).Select(index => RecordOf(account, index, count / Accounts, now)).ToList();
            await feed.WriteAsync(account, records, cancellationToken);
            foreach (var part in records.Chunk(IStateStore.MaxChanges))
                await store.TryChangeAsync(
                    account.ToString(),
                    [.. part.Select(one => StateChange.Put(PostKeys.Prefix + one.Key, one.Post, PostJson.Default.PostRecord))],
                    cancellationToken);
        }
    }

    private static (string Key, PostRecord Post) RecordOf(AccountId account, int index, int of, DateTimeOffset now)
    {
        var id = $"{account.Handle}-{index}";
        var post = new Post
        {
            Id = id,
            PostedAt = now - (TimeSpan.FromDays(Days) * index / of),
            Likes = 50 + (index * 7_919L % 400) + (index % 3 == 0 ? 100 : 0),
            Comments = index * 104_729L % 20,
            Caption = $"The soup of day {index}, with bread and a salad of the season. Come early!",
            Pictures = [new PostPicture("https://example.com/1.jpg"), new PostPicture("https://example.com/2.jpg")],
        };
        var record = new PostRecord
        {
            Post = post,
            FoundAt = post.PostedAt,
            Stage = PostStage.Done,
            Model = "specials-board",
            Pictures = [PictureOf(id + "a", index % 3 == 0), PictureOf(id + "b", isBoard: false)],
        };
        return (PostKeys.Of(post), record);
    }

    private static WordLine LineOf(string text) => new(text, 0.9f, [new(0, 0), new(1, 0), new(1, 1), new(0, 1)]);

    private static PictureRecord PictureOf(string text, bool isBoard) => new()
    {
        Id = PictureId.Of(System.Text.Encoding.UTF8.GetBytes(text)),
        Width = 1080,
        Height = 1350,
        Scores = isBoard
            ? [new LabelScore("specials-board", 0.97f), new LabelScore("other", 0.03f)]
            : [new LabelScore("other", 0.9f), new LabelScore("specials-board", 0.1f)],
        Words = new PictureWords("bench", [.. Enumerable.Range(0, 10).Select(line => LineOf($"Line {line} of {text}"))]),
    };
}
