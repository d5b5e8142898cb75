using Microsoft.Extensions.Options;
using Spotter.State;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Watching;

public sealed class WatchSeederTests
{
    [Fact]
    public async Task A_watch_that_cannot_be_read_is_left_as_it_is_and_keeps_no_app_from_starting()
    {
        await using var world = new ScanWorld();
        await world.Get<IStateStore>().TryChangeAsync(
            "watches", [StateChange.Put("scripted:dave", "{"u8.ToArray())], CancellationToken.None);
        // Whoever is watched already needs no maker.
        var seeder = new WatchSeeder(world.Get<WatchRepository>(), world.Get<AccountNames>(), maker: null!, Options.Create(
            new WatchingOptions { Accounts = { "scripted:dave" } }));

        Assert.Empty(await seeder.SeedAsync(CancellationToken.None));
    }
}
