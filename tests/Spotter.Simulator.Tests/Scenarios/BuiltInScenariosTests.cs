using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests.Scenarios;

public class BuiltInScenariosTests
{
    [Fact]
    public void All_of_them_load_and_say_what_they_show()
    {
        Assert.Equal(["demo", "rough", "walls"], BuiltInScenarios.Names);
        Assert.All(BuiltInScenarios.Names, name => Assert.False(string.IsNullOrEmpty(BuiltInScenarios.Load(name).Description)));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var error = Assert.Throws<ScenarioException>(() => BuiltInScenarios.Load("dmeo"));

        Assert.Contains("demo, rough, walls", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_has_fifteen_old_posts_and_grows_for_a_minute()
    {
        await using var simulator = await RunningSimulator.StartAsync(BuiltInScenarios.Load("demo"));

        var before = simulator.Host.VisiblePosts();
        simulator.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((15, 28), (before, simulator.Host.VisiblePosts()));
    }
}
