using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Local.State;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Cli.Tests.Commands;

public sealed class WatchTests
{
    [Fact]
    public async Task What_an_earlier_version_settled_is_in_the_feed_when_watching_begins()
    {
        using var workplace = new Workplace();
        var account = AccountId.Parse("instagram:soup");
        var post = new Post { Id = "1", PostedAt = DateTimeOffset.UnixEpoch };
        await using (var state = Open(workplace))
        {
            var watch = new Watch { Account = account, Since = DateTimeOffset.UnixEpoch, Paused = true };
            await new WatchRepository(state).TryAddAsync(watch, CancellationToken.None);
            var record = new PostRecord { Post = post, FoundAt = post.PostedAt, Stage = PostStage.Done };
            var add = StateChange.Add(PostKeys.Prefix + PostKeys.Of(post), record, PostJson.Default.PostRecord);
            await state.TryChangeAsync(account.ToString(), [add], CancellationToken.None);
        }

        using var stop = new CancellationTokenSource();
        using var error = new LinesWriter();
        var watching = SpotterCommand.RunAsync(["watch", "--settings", workplace.Settings], TextWriter.Null, error, stop.Token);
        var begun = await error.ReadAsync();
        await stop.CancelAsync();
        await watching;

        Assert.StartsWith("Watching 0 accounts.", begun);
        await using var after = Open(workplace);
        var entry = Assert.Single(await after.ListAsync("feed/1970-01", " ", "~", CancellationToken.None).ToListAsync());
        Assert.Contains("instagram:soup 1", entry.Id.Key);
    }

    [Fact]
    public async Task Its_pages_are_served_until_it_ends()
    {
        using var workplace = new Workplace(new KeyValuePair<string, string?>("Web:Address", "http://127.0.0.1:0"));
        using var stop = new CancellationTokenSource();
        using var error = new LinesWriter();
        var watching = SpotterCommand.RunAsync(["watch", "--settings", workplace.Settings], TextWriter.Null, error, stop.Token);
        await error.ReadAsync();
        var address = new Uri((await error.ReadAsync())["Pages: ".Length..]);
        using var client = new HttpClient { BaseAddress = address };

        var page = await client.GetStringAsync("/accounts");
        using var check = await client.PostAsync("/check", null);
        await stop.CancelAsync();
        await watching;

        Assert.Contains("The accounts that are watched will appear here.", page);
        Assert.Contains("picture library", await check.Content.ReadAsStringAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/accounts"));
    }

    [Fact]
    public async Task Watching_goes_on_without_pages_where_their_port_is_taken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var workplace = new Workplace(new KeyValuePair<string, string?>("Web:Address", $"http://127.0.0.1:{port}"));
        using var stop = new CancellationTokenSource();
        using var error = new LinesWriter();
        var watching = SpotterCommand.RunAsync(["watch", "--settings", workplace.Settings], TextWriter.Null, error, stop.Token);
        await error.ReadAsync();

        var told = await error.ReadAsync();
        Assert.False(watching.IsCompleted);
        await stop.CancelAsync();
        await watching;

        Assert.StartsWith("spotter: there are no pages:", told);
        Assert.EndsWith("Set Web:Address to another port, or to nothing for none.", told);
    }

    private static SqliteStateStore Open(Workplace workplace) =>
        new(Options.Create(new StateOptions { Path = workplace.PathOf("state.db") }));
}
