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
    [InlineData("""{"accounts":[],"pictures":{"width":1}}""", "pictures.width")]
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
    public void What_is_left_out_has_its_default()
    {
        var scenario = Scenario.Parse("""{"accounts":[{"handle":"a","posts":[{}]}]}""", "test.json", ".");

        Assert.Equal((1, 1080, 0.5), (scenario.Seed, scenario.Pictures.Width, scenario.Slack.FileReadySeconds));
        Assert.Equal("instagram", scenario.Accounts[0].Source);
        Assert.Single(scenario.Accounts[0].Posts[0].Pictures);
    }
}
