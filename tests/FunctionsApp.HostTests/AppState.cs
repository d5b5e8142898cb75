using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Azure.Pictures;
using Spotter.Azure.State;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What the app left in its storage account, read beside it, and what Slack got.</summary>
internal sealed class AppState
{
    private readonly SimulatorHost _simulator;

    public AppState(string connectionString, SimulatorHost simulator)
    {
        _simulator = simulator;
        var blobs = new BlobServiceClient(connectionString);
        Store = new TableStateStore(
            new TableServiceClient(connectionString).GetTableClient(StorageNames.Table),
            blobs.GetBlobContainerClient(StorageNames.State));
        Pictures = new BlobPictureStore(blobs.GetBlobContainerClient(StorageNames.Pictures));
        Watches = new WatchRepository(Store);
        Posts = new PostRepository(Store);
        Alerts = new AlertRepository(Store);
        Scans = new ScanRepository(Store);
        Leases = new AccountLeases(Store, new InstanceLeaseOwners(new DurableEngine()), TimeProvider.System);
    }

    public IStateStore Store { get; }

    public BlobPictureStore Pictures { get; }

    public WatchRepository Watches { get; }

    public PostRepository Posts { get; }

    public AlertRepository Alerts { get; }

    public ScanRepository Scans { get; }

    public AccountLeases Leases { get; }

    public async Task<List<PostRecord>> ListPostsAsync(AccountId account) =>
        await Posts.ListAsync(account, CancellationToken.None).ToListAsync();

    public async Task<List<AlertRecord>> ListAlertsAsync(AccountId account) =>
        await Alerts.ListAsync(account, CancellationToken.None).ToListAsync();

    public async Task<List<ScanSummary>> ListScansAsync(AccountId account) =>
        await Scans.ListAsync(account, CancellationToken.None).ToListAsync();

    /// <summary>How often Slack got an alert.</summary>
    public int CountArrived(AlertRecord alert) =>
        _simulator.Slack.Messages.Count(
            message => message.Metadata?.GetProperty("event_payload").GetProperty("id").GetString() == alert.Message.Id);

    /// <summary>
    /// Asserts that all of an account's posts are done, all its alerts arrived, each once, and nothing is left over or locked.
    /// </summary>
    public async Task AssertSettledAsync(AccountId account, int posts, int alerts)
    {
        var records = await ListPostsAsync(account);
        Assert.Equal(posts, records.Count);
        Assert.All(records, post => Assert.Equal(PostStage.Done, post.Stage));
        Assert.Empty(await Posts.ListToDoAsync(account, CancellationToken.None).ToListAsync());
        foreach (var picture in records.SelectMany(post => post.Pictures))
            Assert.NotNull(await Pictures.ReadAsync(picture.Id!.Value, CancellationToken.None));

        var sent = await ListAlertsAsync(account);
        Assert.Equal(alerts, sent.Count);
        Assert.All(sent, alert => Assert.Equal((AlertStage.Sent, 1), (alert.Stage, CountArrived(alert))));
        Assert.Null(await Leases.FindOwnerAsync(account, CancellationToken.None));
    }
}
