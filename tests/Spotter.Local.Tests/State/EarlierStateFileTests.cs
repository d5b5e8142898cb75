using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Corrections;
using Spotter.Local.Orchestration;
using Spotter.Local.State;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Local.Tests.State;

/// <summary>
/// A state that Spotter 0.1.0 left with SQLite 3.35.5 (schema 1) when it was killed in the middle of its second scan of soup_shop. That
/// scan is in the write-ahead log alone.
/// </summary>
public sealed class EarlierStateFileTests : IAsyncLifetime
{
    private static readonly AccountId Shop = AccountId.Parse("instagram:soup_shop");
    private static readonly AccountId NoShop = AccountId.Parse("instagram:no_such_shop");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private SqliteStateStore _store = null!;

    private string File => Path.Combine(_folder.FullName, "spotter.db");

    public Task InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "State", "Killed")))
            System.IO.File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        _store = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Its_watches_are_read_with_their_schedules_and_rules()
    {
        var watches = await new WatchRepository(_store).ListAsync(error => throw error, CancellationToken.None).ToListAsync();

        Assert.Equal([NoShop, Shop], watches.Select(watch => watch.Account));
        Assert.Equal(("0 */10 11-12 * * *", "America/New_York"), (watches[1].Schedule, watches[1].TimeZone));
        Assert.Equal([new AlertRule("specials-board", 0.51, "console"), new AlertRule("specials-board", 0.9, "lunch")], watches[1].Rules);
    }

    [Fact]
    public async Task Its_posts_are_read_with_those_that_were_only_in_the_log()
    {
        var posts = await new PostRepository(_store).ListAsync(Shop, CancellationToken.None).ToListAsync();

        Assert.Equal(
            [PostStage.Stored, PostStage.Classified, PostStage.Classified, PostStage.Failed, PostStage.Done, PostStage.Done],
            posts.Select(post => post.Stage));
        Assert.Equal("Lunch, in two pictures – até já 🍲", posts[2].Post.Caption);
        Assert.Equal([0.9996656f, 0.9998864f], posts[2].Pictures.Select(picture => picture.Scores[0].Score));
    }

    [Fact]
    public async Task Its_alerts_stand_where_the_kill_left_them_and_the_posts_that_are_owed_are_known()
    {
        var posts = new PostRepository(_store);
        var alerts = await new AlertRepository(_store).ListAsync(Shop, CancellationToken.None).ToListAsync();

        Assert.Equal(
            [AlertStage.Sending, AlertStage.Sent, AlertStage.Recorded, AlertStage.Recorded, AlertStage.Sent, AlertStage.Sent],
            alerts.Select(alert => alert.Stage));
        Assert.Equal(3, await posts.ListToDoAsync(Shop, CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Its_settled_posts_are_filled_in_the_feed_of_all_accounts()
    {
        var feed = new PostFeed(_store, new FeedFiller(_store, new WatchRepository(_store)));

        var page = await feed.ListAsync(cursor: null, limit: 10, CancellationToken.None);

        Assert.Equal(3, page.Entries.Count);
        var posts = new PostRepository(_store);
        foreach (var entry in page.Entries)
            Assert.True((await posts.FindAsync(entry.Account, entry.PostKey, CancellationToken.None))!.Value.IsSettled);
    }

    [Fact]
    public async Task What_its_accounts_owe_is_looked_for_and_a_scan_may_begin()
    {
        var leases = new AccountLeases(_store, new ProcessLeaseOwners(new RunningOrchestrations()), TimeProvider.System);

        var progress = await leases.TakeAsync(Shop, "scan", TimeProvider.System.GetUtcNow(), CancellationToken.None);

        Assert.Equal((1, false), (progress!.Scans, progress.OwesNothing));
    }

    [Fact]
    public async Task Its_scans_and_corrections_are_read()
    {
        var scans = new ScanRepository(_store);
        var shop = Assert.Single(await scans.ListAsync(Shop, CancellationToken.None).ToListAsync());
        var noShop = Assert.Single(await scans.ListAsync(NoShop, CancellationToken.None).ToListAsync());
        var label = Assert.Single(await new PictureLabels(_store).ListAsync(CancellationToken.None).ToListAsync());

        Assert.Equal(new ScanCounts { Posts = 3, Pictures = 3, Classified = 2, Alerts = 2, Failed = 1 }, shop.Counts);
        Assert.Equal("Unavailable", $"{noShop.Failure}");
        Assert.Equal(("other", "Anna"), (label.Label, label.By));
    }

    [Fact]
    public async Task Its_call_budget_goes_on_counting()
    {
        var budget = await _store.FindAsync(
            new StateKey("budgets", "instagram-2cbd1cdf263b"), CallBudgetJson.Default.CallBudgetRecord, CancellationToken.None);

        Assert.Equal([1795673429296, 1795673429296, 1795673446948], budget!.Value.Slots);
    }

    [Fact]
    public async Task It_is_changed_by_the_versions_that_it_had_and_is_whole_afterwards()
    {
        var id = new StateKey("watches", Shop.ToString());
        var before = await _store.FindAsync(id, CancellationToken.None);

        Assert.True(await _store.TryChangeAsync(
            id.Partition, [StateChange.Replace(id.Key, before!.Value, before.Version)], CancellationToken.None));
        await _store.DisposeAsync();

        Assert.Equal("ok", Check());
        _store = Open();
        Assert.NotEqual(before.Version, (await _store.FindAsync(id, CancellationToken.None))!.Version);
    }

    private SqliteStateStore Open() => new(Options.Create(new StateOptions { Path = File }));

    private string Check()
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
