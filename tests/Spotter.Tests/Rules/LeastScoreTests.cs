using System.Text;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Rules;
using Spotter.State;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Rules;

/// <summary>What a rule without a least score goes by. A board scores 0.9 here, and a plate 0.1.</summary>
public sealed class LeastScoreTests
{
    private static readonly AlertRule OfTheModel = new("specials-board", null, "lunch");

    [Fact]
    public async Task A_rule_without_a_least_score_goes_by_what_the_model_recommends_on_the_day_a_picture_is_judged()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", OfTheModel);
        world.Get<AddressDecoder>().Recommended = new() { ["specials-board"] = 0.95 };
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        var before = world.Scan(account);

        world.Get<AddressDecoder>().Recommended = new() { ["specials-board"] = 0.85 };
        world.Source.Add("dave", world.NewPost("2", 2, "board-2"));
        var after = world.Scan(account);

        Assert.Equal((0, 1), (before.Counts.Alerts, after.Counts.Alerts));
    }

    [Fact]
    public async Task A_least_score_that_a_person_gave_stays_whatever_the_model_recommends()
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", new AlertRule("specials-board", 0.05, "lunch"));
        world.Get<AddressDecoder>().Recommended = new() { ["specials-board"] = 0.95 };
        world.Source.Add("dave", world.NewPost("1", 1, "plate-1"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);
    }

    [Theory]
    [InlineData("board-1", 1)]
    [InlineData("plate-1", 0)]
    public async Task A_label_that_the_model_recommends_nothing_for_has_one_default(string picture, int alerts)
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave", OfTheModel);
        world.Source.Add("dave", world.NewPost("1", 1, picture));

        Assert.Equal(alerts, world.Scan(account).Counts.Alerts);
        Assert.Equal(ModelDescription.DefaultLeastScore, new ModelDescription { Name = "any", Labels = ["soup"] }.LeastScoreOf("soup"));
    }

    [Fact]
    public async Task A_rule_is_kept_as_it_was_given()
    {
        await using var world = new ScanWorld();
        AlertRule[] rules = [OfTheModel, new("specials-board", 0, "lunch"), new("other", 0.7, "lunch")];

        var account = await world.WatchAsync("dave", rules);

        Assert.Equal(rules, (await world.Get<WatchRepository>().FindAsync(account, CancellationToken.None))!.Rules);
    }

    [Theory]
    [InlineData("""{"label":"specials-board","leastScore":0.51,"channel":"lunch"}""", 0.51)]
    [InlineData("""{"label":"specials-board","channel":"lunch"}""", 0.0)]
    public async Task A_rule_of_an_earlier_version_keeps_its_score_and_one_without_had_0(string rule, double score)
    {
        await using var world = new ScanWorld();
        var watch = $$"""{"account":"scripted:dave","rules":[{{rule}}],"since":"2026-01-01T00:00:00+00:00"}""";
        StateChange[] stored = [StateChange.Put("scripted:dave", Encoding.UTF8.GetBytes(watch))];
        await world.Get<IStateStore>().TryChangeAsync("watches", stored, CancellationToken.None);

        var read = await world.Get<WatchRepository>().FindAsync(AccountId.Parse("scripted:dave"), CancellationToken.None);

        Assert.Equal([new AlertRule("specials-board", score, "lunch")], read!.Rules);
    }
}
