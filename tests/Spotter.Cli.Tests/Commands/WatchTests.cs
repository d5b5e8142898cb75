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

    private static SqliteStateStore Open(Workplace workplace) =>
        new(Options.Create(new StateOptions { Path = workplace.PathOf("state.db") }));
}
