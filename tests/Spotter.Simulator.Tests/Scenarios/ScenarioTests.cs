using Spotter.Contracts;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests.Scenarios;

public class ScenarioTests
{
    [Theory]
    [InlineData("{", "test.json, line 1")]
    [InlineData("{}", "accounts")]
    [InlineData("{\n\"accounts\": [],\n\"seeed\": 3}", "seeed")]
    [InlineData("{\n\"accounts\": [],\n\"seed\": \"x\"}", "line 3, at seed")]
    [InlineData("""{"accounts":[{"handle":""}]}""", "accounts[0].handle: must not be empty")]
    [InlineData("""{"accounts":[{"handle":"a"},{"handle":"A"}]}""", "accounts[1].handle: 'A' occurs twice")]
    [InlineData("""{"accounts":[{"handle":"a","source":"feed"}]}""", "accounts[0].source: 'feed' is not simulated")]
    [InlineData("""{"accounts":[{"handle":"a","series":[{"every":0}]}]}""", "accounts[0].series[0].every")]
    [InlineData("""{"accounts":[{"handle":"a","posts":[{"at":5,"appears":1}]}]}""", "accounts[0].posts[0].appears")]
    [InlineData("""{"accounts":[{"handle":"a","faults":[{"kind":"sulk"}]}]}""", "accounts[0].faults[0].kind")]
    [InlineData("""{"accounts":[{"handle":"a","faults":[{"kind":"cut","chance":2}]}]}""", "accounts[0].faults[0]")]
    [InlineData("""{"accounts":[{"handle":"a","photographs":"nowhere"}]}""", "accounts[0].photographs: there is no folder")]
    [InlineData("""{"accounts":[],"limit":{"calls":0}}""", "limit")]
    [InlineData("""{"accounts":[],"outages":[{"of":"moon"}]}""", "outages[0].of")]
    [InlineData("""{"accounts":[],"outages":[{"of":"slack","from":5,"to":5}]}""", "outages[0].to: must be after from")]
    [InlineData("""{"accounts":[],"outages":[{"of":"slack","chance":-1}]}""", "outages[0]")]
    [InlineData("""{"accounts":[],"pictures":{"width":1}}""", "pictures.width")]
    [InlineData("""{"accounts":[],"slack":{"leastSeconds":-1}}""", "slack.leastSeconds")]
    [InlineData("""{"accounts":[],"slack":{"leastSeconds":2,"mostSeconds":1}}""", "slack.mostSeconds")]
    public void A_wrong_scenario_says_what_and_where(string json, string place)
    {
        var error = Assert.Throws<ScenarioException>(() => Scenario.Parse(json, "test.json", "."));

        Assert.Contains("test.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_file_is_named()
    {
        var error = Assert.Throws<ScenarioException>(() => Scenario.Load("/nowhere/at-all.json"));

        Assert.Contains("/nowhere/at-all.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_documented_example_is_valid()
    {
        var page = File.ReadAllText(Path.Combine(TestData.RepositoryFolder, "docs", "simulator.md"));
        var example = page.Split("```json")[1].Split("```")[0];

        Assert.Equal(3, Scenario.Parse(example, "docs/simulator.md", ".").Accounts.Count);
    }

    [Fact]
    public void Chance_hits_about_as_often_as_it_says_and_the_same_calls_every_time()
    {
        FaultSchedule<PageFault> Schedule() => new([new PageFault { Kind = PageFaultKind.Cut, Chance = 0.25 }], 3);
        var (first, second) = (Schedule(), Schedule());

        var hits = Enumerable.Range(1, 2000).Where(call => first.Find(call, _ => true) is not null).ToList();

        Assert.InRange(hits.Count, 400, 600);
        Assert.Equal(hits, Enumerable.Range(1, 2000).Where(call => second.Find(call, _ => true) is not null));
    }

    [Fact]
    public async Task Ten_thousand_accounts_have_a_post_and_a_picture_of_their_own()
    {
        await using var simulator = await RunningSimulator.StartAsync(Scenario.Instant(10_000, pictureWidth: 360));

        using var reply = await simulator.GraphAsync("account09999");

        Assert.Equal(10_000, simulator.Host.VisiblePosts());
        Assert.Single((await RunningSimulator.ReadAsync(reply))["business_discovery"]!["media"]!["data"]!.AsArray());
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var scenario = Scenario.Parse("""{"accounts":[{"handle":"a","posts":[{}]}]}""", "test.json", ".");

        Assert.Equal((1, 1080, 0.5), (scenario.Seed, scenario.Pictures.Width, scenario.Slack.FileReadySeconds));
        Assert.Equal("instagram", scenario.Accounts[0].Source);
        Assert.Single(scenario.Accounts[0].Posts[0].Pictures);
    }
}
