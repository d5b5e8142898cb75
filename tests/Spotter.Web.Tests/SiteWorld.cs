using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Contracts;
using Spotter.Learning.Training;
using Spotter.Local;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Vision;
using Spotter.Watching;
using Spotter.Web.Models;
using Spotter.Web.Tests.Models;

namespace Spotter.Web.Tests;

/// <summary>The pages as <c>spotter watch</c> serves them, on a state and pictures of their own.</summary>
internal sealed class SiteWorld : IAsyncDisposable
{
    /// <summary>An access key that is long enough.</summary>
    public const string Key = "a key for the tests";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-pages-");
    private readonly ServiceProvider _services;
    private LocalSite? _site;

    public SiteWorld(params IEnumerable<KeyValuePair<string, string?>> settings)
        : this(new SiteHost(), settings)
    { }

    private SiteWorld(SiteHost host, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["State:Path"] = Path.Combine(_folder.FullName, "state.db"),
                ["Pictures:Folder"] = Path.Combine(_folder.FullName, "pictures"),
                ["Videos:Folder"] = Path.Combine(_folder.FullName, "videos"),
                ["Models:Folder"] = Path.Combine(_folder.FullName, "models"),
                ["Models:BuiltInFolder"] = Path.Combine(TestData.RepositoryFolder, "models"),
                ["Training:CacheFolder"] = Path.Combine(_folder.FullName, "features"),
                ["Web:Address"] = "http://127.0.0.1:0",
            })
            .AddInMemoryCollection(settings)
            .Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddLocal(configuration)
            .AddVision()
            .AddAlertChannels(configuration, TextWriter.Null)
            .Configure<AlertingOptions>(options => options.MayLackSecrets = true)
            .AddSingleton(host)
            .AddSite(configuration)
            .AddTraining(configuration)
            .AddSingleton<IModelRenewer, TrainerHere>()
            .BuildServiceProvider();
        _services.GetRequiredService<IStartupValidator>().Validate();
    }

    /// <summary>Starts the pages and a client of them, which follows no redirect.</summary>
    public static Task<SiteWorld> StartAsync(params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(new SiteHost(), settings);

    /// <summary>The same, on another host than one machine.</summary>
    public static async Task<SiteWorld> StartAsync(SiteHost host, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var world = new SiteWorld(host, settings);
        world._site = await LocalSite.StartAsync(world._services, CancellationToken.None);
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        world.Client = new HttpClient(handler) { BaseAddress = world.Address };
        world.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        return world;
    }

    public TimeProvider Time { get; } = TimeProvider.System;

    public Uri Address => _site!.Address;

    public HttpClient Client { get; private set; } = new();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Watches an account.</summary>
    public async Task<AccountId> WatchAsync(string account, params string[] rules)
    {
        var id = AccountId.Parse(account);
        var parsed = rules.Select(rule => AlertRule.Parse(rule, new RuleNames("specials-board", ["specials-board", "other"]), "console"));
        var watch = new Watch { Account = id, Since = DateTimeOffset.UnixEpoch, Rules = [.. parsed] };
        await Get<WatchRepository>().TryAddAsync(watch, CancellationToken.None);
        return id;
    }

    /// <summary>Stores a picture of one colour: each shade from 0 to 8 is another picture.</summary>
    public async Task<PictureRecord> StoreAsync(byte shade, params LabelScore[] scores)
    {
        using var image = new Image<Rgb24>(40, 50, new Rgb24((byte)(shade * 30), 128, 64));
        using var jpeg = new MemoryStream();
        await image.SaveAsJpegAsync(jpeg);
        var id = await Get<IPictureStore>().SaveAsync(jpeg.ToArray(), "image/jpeg", CancellationToken.None);
        return new PictureRecord { Id = id, Width = 40, Height = 50, Scores = scores };
    }

    /// <summary>Stores the file of a video.</summary>
    public async Task<VideoRecord> StoreAsync(byte[] video)
    {
        using var bytes = new MemoryStream(video);
        var kept = await Get<VideoIntake>().KeepAsync(bytes, CancellationToken.None);
        return new VideoRecord { Id = kept.Id!.Value, Length = kept.Length };
    }

    /// <summary>Stores a settled post, so many minutes old.</summary>
    /// <returns>Its key.</returns>
    public async Task<string> AddAsync(AccountId account, string id, int minutesAgo, params PictureRecord[] pictures) =>
        await AddAsync(account, RecordOf(id, minutesAgo, pictures));

    /// <summary>Stores a post.</summary>
    /// <returns>Its key.</returns>
    public async Task<string> AddAsync(AccountId account, PostRecord record)
    {
        var store = Get<IStateStore>();
        var key = PostKeys.Of(record.Post);
        var changes = new List<StateChange> { StateChange.Put(PostKeys.Prefix + key, record, PostJson.Default.PostRecord) };
        if (!record.IsSettled)
            changes.Add(StateChange.Put(PostKeys.ToDoPrefix + key, new ToDoMarker(), PostJson.Default.ToDoMarker));
        if (record.IsSettled)
            await new FeedWriter(store).WriteAsync(account, [(key, record)], CancellationToken.None);
        await store.TryChangeAsync(account.ToString(), changes, CancellationToken.None);
        return key;
    }

    /// <summary>Leaves half a record where there was one, as a disk does.</summary>
    public async Task DamageAsync(string partition, string key) => Assert.True(await Get<IStateStore>().TryChangeAsync(
        partition, [StateChange.Put(key, "{\"post"u8.ToArray())], CancellationToken.None));

    /// <summary>Keeps what a model of captions said of an account.</summary>
    public async Task SayAsync(AccountId account, string label, double score)
    {
        var said = new KeptPrediction("kind", "0123456789ab", label, score, 12, 0, 0.81, 0.97, Time.GetUtcNow());
        var tally = new CaptionTally { Model = said.Model, Version = said.ModelVersion, Prediction = said };
        Assert.True(await Get<CaptionTallies>().TrySaveAsync(account, read: null, tally, CancellationToken.None));
    }

    /// <summary>A settled post with a caption.</summary>
    public PostRecord RecordOf(string id, int minutesAgo, params PictureRecord[] pictures)
    {
        var postedAt = Time.GetUtcNow().AddMinutes(-minutesAgo);
        var post = new Post
        {
            Id = id,
            PostedAt = postedAt,
            Caption = $"caption of {id}",
            Pictures = [.. pictures.Select((_, index) => new PostPicture($"https://example.com/{id}/{index}.jpg"))],
        };
        return new PostRecord { Post = post, FoundAt = postedAt, Stage = PostStage.Done, Model = "specials-board", Pictures = pictures };
    }

    /// <summary>A page that must be there.</summary>
    public async Task<string> ReadAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        return page;
    }

    /// <summary>Sends a form, as a browser does from one of the pages.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(address, form);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
