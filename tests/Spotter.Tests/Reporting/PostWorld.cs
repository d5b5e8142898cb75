using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Reporting;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Tests.Reporting;

/// <summary>A state with posts, and what they tell.</summary>
internal sealed class PostWorld : IAsyncDisposable
{
    /// <summary>A Wednesday, at noon in UTC.</summary>
    public static readonly DateTimeOffset Newest = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static readonly AccountId Dave = AccountId.Parse("instagram:dave");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public PostWorld() => State = TestStores.OpenState(_folder);

    public SqliteStateStore State { get; }

    /// <param name="request">Which posts; all where it is null.</param>
    /// <param name="captionModels">Look at comments; null where no account has one.</param>
    public Task<Findings> GatherAsync(FindingsRequest? request = null, CaptionModels? captionModels = null) => new FindingsGatherer(
        new PostRepository(State),
        new PictureLabels(State),
        new WatchRepository(State),
        new CaptionTallies(State),
        new CommentLabels(captionModels!),
        Options.Create(new WatchingOptions()),
        new FixedClock(Newest.AddDays(3))).GatherAsync(request ?? new FindingsRequest(), null, CancellationToken.None);

    /// <summary>A post that was found ten days after it was posted, with a picture.</summary>
    public static PostRecord PostOf(
        int daysAgo, long? likes, string? label = "soup", string? model = "menu", string? caption = null, params string[] words)
    {
        var id = $"{daysAgo}-{label}";
        var postedAt = Newest.AddDays(-daysAgo);
        return new PostRecord
        {
            Post = new Post
            {
                Id = id,
                PostedAt = postedAt,
                Likes = likes,
                Comments = likes / 10,
                Caption = caption,
                Pictures = [new PostPicture("https://example.com/1.jpg")],
            },
            FoundAt = postedAt.AddDays(10),
            Stage = PostStage.Done,
            Model = model,
            Pictures = [PictureOf(id, label, words)],
        };
    }

    public static PictureRecord PictureOf(string id, string? label, params string[] words) => new()
    {
        Id = PictureId.Of(System.Text.Encoding.UTF8.GetBytes(id)),
        Width = 10,
        Height = 10,
        Scores = label is null ? [] : [new LabelScore(label, 0.9f), new LabelScore("rest", 0.1f)],
        Words = words.Length == 0
            ? null
            : new PictureWords("test", [.. words.Select(line => new WordLine(line, 1, [new(0, 0), new(1, 0), new(1, 1), new(0, 1)]))]),
    };

    public Task AddAsync(params IEnumerable<PostRecord> posts) => AddAsync(Dave, posts);

    public async Task AddAsync(AccountId account, IEnumerable<PostRecord> posts)
    {
        foreach (var part in posts.Chunk(IStateStore.MaxChanges))
            Assert.True(await State.TryChangeAsync(
                account.ToString(),
                [.. part.Select(post => StateChange.Put(PostKeys.Prefix + PostKeys.Of(post.Post), post, PostJson.Default.PostRecord))],
                CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await State.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
