using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Tests.Captions;
using Spotter.Tests.Models;
using Spotter.Tests.Orchestration;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

/// <summary>Everything a scan needs: real state on SQLite, a real picture folder, and a source and a channel that a test scripts.</summary>
internal sealed class ScanWorld : IAsyncDisposable, ILeaseOwners
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ServiceProvider _services;
    private int _scans;

    public ScanWorld(string budget = "", params (string Setting, string Value)[] settings)
        : this(new ManualTimeProvider(), null, budget, settings)
    {
    }

    /// <param name="time">The clock.</param>
    /// <param name="addChannels">Adds channels in the place of the scripted one; null leaves that.</param>
    /// <param name="budget">The source's call budget.</param>
    /// <param name="settings">What is not left at its default.</param>
    public ScanWorld(
        ManualTimeProvider time,
        Action<IServiceCollection>? addChannels,
        string budget = "",
        params (string Setting, string Value)[] settings
    )
    {
        Time = time;
        Source = new ScriptedSource(new CallBudgetPlan("scripted", CallWindow.ParseMany(budget)));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.ToDictionary(pair => pair.Setting, pair => (string?)pair.Value)).Build();
        var services = new ServiceCollection();
        addChannels ??= alone => alone.AddSingleton<IAlertChannel>(Channel);
        addChannels(services);
        _services = services
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IPostSource>(Source)
            .AddSingleton<ILeaseOwners>(this)
            .AddSingleton<AddressDecoder>()
            .AddSingleton<IPictureDecoder>(provider => provider.GetRequiredService<AddressDecoder>())
            .AddSingleton<IPictureDrawer>(provider => provider.GetRequiredService<AddressDecoder>())
            .AddSingleton<IPictureClassifier>(provider => provider.GetRequiredService<AddressDecoder>())
            .AddSingleton(_ => new CountingStateStore(TestStores.OpenState(_folder)))
            .AddSingleton<IStateStore>(provider => provider.GetRequiredService<CountingStateStore>())
            .AddSingleton<MemoryPictures>()
            .AddSingleton<IPictureStore>(provider => provider.GetRequiredService<MemoryPictures>())
            .AddSingleton<IInferenceEngine>(Engine)
            .AddSingleton<ModelCatalog>()
            .Configure<ModelOptions>(options => options.Folder = ModelsFolder)
            .AddOptions().AddLogging()
            .AddPictureDownloads(configuration)
            .AddScanning(configuration)
            .AddActivityRegistry()
            .AddSingleton<IPictureReader>(Reader)
            .AddSingleton<IReaderStatus>(Reader)
            .BuildServiceProvider();
    }

    public ManualTimeProvider Time { get; }

    public ScriptedSource Source { get; }

    public ScriptedChannel Channel { get; } = new();

    public ScriptedReader Reader { get; } = new();

    /// <summary>Runs models of captions.</summary>
    public CountingEngine Engine { get; } = new(RealParts.Engine);

    /// <summary>Where models of captions are; pictures are classified by what a test scripts.</summary>
    public string ModelsFolder => Path.Combine(_folder.FullName, "models");

    public HashSet<string> GoneOwners { get; } = [];

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public string NameOf(string instanceId) => instanceId;

    /// <summary>Happens after an owner was found gone, before anybody acts on it.</summary>
    public Func<Task> WhileAsking { get; set; } = () => Task.CompletedTask;

    public async ValueTask<bool> IsGoneAsync(string owner, CancellationToken cancellationToken)
    {
        var gone = GoneOwners.Contains(owner);
        await WhileAsking();
        return gone;
    }

    public async Task<AccountId> WatchAsync(string handle, params AlertRule[] rules)
    {
        var account = AccountId.Parse($"scripted:{handle}");
        await Get<WatchRepository>().TryAddAsync(
            new Watch
            {
                Account = account,
                Since = Time.GetUtcNow(),
                Rules = rules is [] ? [new AlertRule(
                "specials-board", 0.5, "lunch")] : rules
            },
            CancellationToken.None);
        return account;
    }

    /// <summary>A post with one picture for each address, so many minutes after now.</summary>
    public Post NewPost(string id, double minutes = 1, params string[] pictures) => new()
    {
        Id = id,
        PostedAt = Time.GetUtcNow() + TimeSpan.FromMinutes(minutes),
        Caption = $"caption of {id}",
        Pictures = [.. pictures.DefaultIfEmpty($"plate-{id}").Select(address => new PostPicture(address))],
    };

    /// <summary>What the last scan cost.</summary>
    public ScanCost Cost { get; private set; } = new();

    /// <summary>How often an orchestration began, or began anew.</summary>
    public int Runs { get; private set; }

    /// <summary>What the last scan said that it was doing.</summary>
    public IReadOnlyList<object> Statuses { get; private set; } = [];

    /// <summary>The rows of the longest history so far: two for each activity, timer and turn.</summary>
    public int MaxHistory { get; private set; }

    /// <summary>Runs one scan, then replays it from each of its awaits.</summary>
    public ScanSummary Scan(ScanRequest request)
    {
        var instanceId = $"{ScanAccount.InstanceIdOf(request.Account)}#{++_scans}";
        try
        {
            return Scan(request, instanceId);
        }
        finally
        {
            GoneOwners.Add(instanceId);
        }
    }

    public ScanSummary Scan(AccountId account) => Scan(new ScanRequest(account));

    /// <summary>
    /// Scans, and again whenever something is due within two minutes, as the schedule does. Tells of all the scans together.
    /// </summary>
    public async Task<ScanSummary> FollowAsync(AccountId account)
    {
        var summary = Scan(account);
        while (
            (await Get<ScanRepository>().FindProgressAsync(account, CancellationToken.None)).OwedAt is { } owedAt
            && owedAt - Time.GetUtcNow() <= TimeSpan.FromMinutes(2)
        )
        {
            Time.AdvanceTo(owedAt);
            var next = Scan(account);
            summary = next with
            {
                StartedAt = summary.StartedAt,
                Counts = summary.Counts + next.Counts,
                Losses = [.. summary.Losses, .. next.Losses],
            };
        }

        return summary;
    }

    private ScanSummary Scan(ScanRequest request, string instanceId)
    {
        var startedAt = Time.GetUtcNow();
        using var context = new RecordingContext(instanceId, Get<ActivityRegistry>(), Time);
        var before = Count();
        var summary = context.Run(ScanAccount.Definition, request);
        Cost = Count() - before + ScanCost.Of(context.History);
        MaxHistory = Math.Max(MaxHistory, 2 * (Cost.Activities + Cost.Timers + Cost.Turns));
        context.History.ReplayFromEachAwait(ScanAccount.Definition, request, instanceId, startedAt);
        Runs++;
        Statuses = context.Statuses;
        return context.Next is ScanRequest next ? Scan(next, instanceId) : summary;
    }

    public async Task<List<PostRecord>> PostsAsync(AccountId account) =>
        await Get<PostRepository>().ListAsync(account, CancellationToken.None).ToListAsync();

    private ScanCost Count()
    {
        var (state, pictures) = (Get<CountingStateStore>(), Get<MemoryPictures>());
        return new ScanCost
        {
            Reads = state.Reads,
            Ranges = state.Ranges,
            Changes = state.Changes,
            PicturesStored = pictures.Saves,
            PicturesRead = pictures.Reads,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
