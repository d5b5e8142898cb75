using Spotter.Posts;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Posts;

public sealed class AlertRepositoryTests
{
    [Fact]
    public async Task The_alerts_of_a_post_are_not_those_of_another_whose_id_goes_on_with_a_slash()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var (one, other) = (world.NewPost("1", 1, "board-1"), world.NewPost("1/2", 1, "board-2"));
        world.Source.Add("dave", one, other);
        world.Channel.Problem = "invalid_auth";
        world.Scan(account);
        var alerts = world.Get<AlertRepository>();

        var all = await alerts.ListAsync(account, CancellationToken.None).ToListAsync();
        var ofOne = await alerts.ListAsync(account, PostKeys.Of(one), CancellationToken.None).ToListAsync();
        var unsentOfOne = await alerts.ListUnsentAsync(new PostTask(account, PostKeys.Of(one)), CancellationToken.None).ToListAsync();

        Assert.Equal([PostKeys.Of(one), PostKeys.Of(other)], all.Select(alert => alert.PostKey).Order(StringComparer.Ordinal));
        Assert.Equal(PostKeys.Of(one), Assert.Single(ofOne).PostKey);
        Assert.Equal(PostKeys.Of(one), Assert.Single(unsentOfOne).Value.PostKey);
    }
}
