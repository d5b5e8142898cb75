using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.Corrections;
using Spotter.Local;
using Spotter.Models;
using Spotter.Moving;
using Spotter.Moving.Checking;
using Spotter.Moving.Exporting;
using Spotter.Moving.Importing;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Sources.Folder;
using Spotter.State;
using Spotter.Vision;
using Spotter.Vision.Decoding;

namespace Spotter.Tests.Moving;

/// <summary>State on SQLite and pictures in a folder, as the command has them, and a folder to move them to.</summary>
internal sealed class MovingWorld : IAsyncDisposable
{
    private static readonly byte[] Plain = new VipsPictureRenderer().Render(
        "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><rect width='8' height='8' fill='orange'/></svg>", 90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ServiceProvider _services;

    public MovingWorld(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["State:Path"] = PathOf("state.db"),
            ["Pictures:Folder"] = PathOf("pictures"),
            ["Videos:Folder"] = PathOf("videos"),
            ["Models:Folder"] = PathOf("models"),
        }).AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging()
            .AddSources(configuration)
            .AddFolderSource(configuration)
            .AddScanning(configuration)
            .AddClassifying(configuration)
            .AddCollecting()
            .AddMoving()
            .AddLocal(configuration)
            .AddVision()
            .BuildServiceProvider();
    }

    public ManualTimeProvider Time { get; } = new();

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Adds posts of an account, each with as many pictures as its number says, of so many bytes each.</summary>
    public async Task AddAsync(string account, int posts, int pictures = 1, int bytes = 1_000)
    {
        var owner = AccountId.Parse(account);
        var records = new List<PostRecord>();
        for (var number = 1; number <= posts; number++)
            records.Add(await MakeAsync(owner, number, pictures, bytes));
        await Get<PostArrivals>().AddAsync(owner, records, mayMove: true, CancellationToken.None);
    }

    /// <summary>Adds a post of now.</summary>
    public async Task AddPostAsync(
        string account, string id, string? link, int pictures, byte[]? picture = null, DateTimeOffset? postedAt = null)
    {
        var owner = AccountId.Parse(account);
        var record = await MakeAsync(owner, 0, pictures, bytes: 100);
        if (picture is not null)
            record = record with
            {
                Pictures = [new() { Id = await Get<IPictureStore>().SaveAsync(picture, "image/png", CancellationToken.None) }],
            };
        var likes = int.TryParse(id, out var number) ? number : 0;
        record = record with
        {
            Post = record.Post with { Id = id, Link = link, Likes = likes, PostedAt = postedAt ?? Time.GetUtcNow() },
        };
        await Get<PostArrivals>().AddAsync(owner, [record], mayMove: true, CancellationToken.None);
    }

    /// <summary>Adds a post of now with the files of its videos.</summary>
    public async Task AddVideoAsync(string account, string id, int pictures, params IEnumerable<PostVideo> videos)
    {
        var owner = AccountId.Parse(account);
        var record = await MakeAsync(owner, 0, pictures, bytes: 100);
        var kept = new List<VideoRecord>();
        foreach (var video in videos)
        {
            using var bytes = new MemoryStream(SampleVideos.Mp4(5_000 + (video.Address?.Length ?? 0), fill: (byte)kept.Count));
            var arrived = await Get<VideoIntake>().KeepAsync(bytes, CancellationToken.None);
            kept.Add(new VideoRecord { Id = arrived.Id, Length = arrived.Length });
        }

        record = record with
        {
            Post = record.Post with { Id = id, PostedAt = Time.GetUtcNow(), IsVideo = pictures == 1, Videos = [.. videos] },
            Videos = kept,
        };
        await Get<PostArrivals>().AddAsync(owner, [record], mayMove: true, CancellationToken.None);
    }

    private async Task<PostRecord> MakeAsync(AccountId account, int number, int pictures, int bytes)
    {
        var stored = new List<PictureRecord>();
        for (var at = 0; at < pictures; at++)
        {
            var content = PictureOf($"{account} {number} {at}", bytes);
            var id = await Get<IPictureStore>().SaveAsync(content, "image/jpeg", CancellationToken.None);
            stored.Add(new PictureRecord
            {
                Id = id,
                Width = 640,
                Height = 480,
                Scores = [new LabelScore("soup", 0.9f), new LabelScore("other", 0.1f)],
                Words = new PictureWords(
                    "reader 1", [new WordLine("SOUP of the day", 0.75f, [new(0, 0), new(9.5f, 0), new(9, 4), new(0, 4)])])
                {
                    Unread = [new WordLine("CyI IHa", 0.7f, [new(0, 5), new(9, 5), new(9, 8), new(0, 8)])],
                },
            });
        }

        return new PostRecord
        {
            Post = new Post
            {
                Id = $"{number}",
                PostedAt = Time.GetUtcNow().AddHours(-number),
                Caption = $"Soup, \"number\" {number}\nand a 漢 line",
                Likes = number,
                Comments = 1,
                CommentTexts = [new PostComment("Yum,\n\"soup\"", "anna", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)), new("More")],
                Link = $"https://example.com/{number}",
                IsVideo = false,
                Raw = $$"""{"id":"{{number}}","text":"Soup \u003C3"}""",
                Pictures = [.. stored.Select((_, at) => new PostPicture($"https://example.com/{number}/{at}.jpg", "a soup"))],
            },
            FoundAt = Time.GetUtcNow(),
            Stage = PostStage.Done,
            Model = "soups",
            ModelVersion = "0123456789ab",
            Pictures = stored,
        };
    }

    /// <summary>A picture like no other: what makes it so stands in a comment of it.</summary>
    private static byte[] PictureOf(string word, int bytes)
    {
        var comment = new byte[bytes];
        Encoding.UTF8.GetBytes(word).CopyTo(comment, 0);
        return [.. Plain.AsSpan(0, 2), 0xFF, 0xFE, (byte)((bytes + 2) >> 8), (byte)(bytes + 2), .. comment, .. Plain.AsSpan(2)];
    }

    public ExportRequest Request(ExportFormat format, string folder = "out") =>
        new() { Folder = PathOf(folder), Format = format, Words = $"--format {format}" };

    public Task<ExportSummary> ExportAsync(ExportRequest request) =>
        Get<Export>().RunAsync(request, (_, _, _) => { }, CancellationToken.None);

    public Task<ImportSummary> ImportAsync(string path, string? account = null) => Get<Import>().RunAsync(
        new ImportRequest(path, account is null ? null : AccountId.Parse(account)), _ => { }, CancellationToken.None);

    public Task<CheckSummary> CheckAsync(string folder = "out") =>
        ManifestCheck.RunAsync(PathOf(folder), (_, _) => { }, CancellationToken.None);

    public async Task<List<PostRecord>> PostsAsync(string account) =>
        await Get<PostRepository>().ListAsync(AccountId.Parse(account), CancellationToken.None).ToListAsync();

    /// <summary>The names of the files of videos that are kept.</summary>
    public List<string> VideoFiles() => Directory.Exists(PathOf("videos"))
        ? [.. Directory.GetFiles(PathOf("videos"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Every record of the state, as text.</summary>
    public async Task<List<string>> StateAsync()
    {
        var store = Get<IStateStore>();
        var all = new List<string>();
        await foreach (var partition in store.ListPartitionsAsync(CancellationToken.None))
            await foreach (var record in store.ListAsync(partition, " ", "\uFFFD", CancellationToken.None))
                all.Add($"{partition} {record.Id.Key} {Encoding.UTF8.GetString(record.Value.Span)}");
        return all;
    }

    public Task LabelAsync(PostRecord post, string account, string label) => Get<PictureLabels>().SetAsync(
        new PictureLabel
        {
            Picture = post.Pictures[0].Id!.Value,
            Label = label,
            By = "anna",
            At = Time.GetUtcNow(),
            Account = AccountId.Parse(account),
            PostKey = PostKeys.Of(post.Post),
            ModelLabel = "soup",
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
