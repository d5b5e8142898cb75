using Spotter.Simulator;

namespace Spotter.Cli.Commands;

/// <summary>The settings that point Spotter at a simulator.</summary>
internal static class SimulatorSettings
{
    /// <summary>The name of the channel that leads to the simulator's Slack.</summary>
    public const string Channel = "lunch";

    /// <summary>The only key that the simulator's Clarifai takes.</summary>
    public const string ClarifaiKey = "simulated-key";

    private const string DefaultSlackChannel = "C0SPECIALS";

    public static IReadOnlyDictionary<string, string?> For(SimulatorHost simulator) => new Dictionary<string, string?>
    {
        ["Sources:Instagram:BaseAddress"] = simulator.GraphBaseAddress.ToString(),
        ["Sources:Instagram:UserId"] = "17841400000000000",
        ["Sources:Instagram:AccessToken"] = "simulated-token",
        ["Sources:Instagram:CallBudget"] = "",
        ["Sources:InstagramWeb:Enabled"] = "true",
        ["Sources:InstagramWeb:BaseAddress"] = simulator.WebBaseAddress.ToString(),
        ["Sources:InstagramWeb:CallBudget"] = "",
        ["Pictures:AllowLoopback"] = "true",
        ["Clarifai:BaseAddress"] = simulator.ClarifaiBaseAddress.ToString(),
        ["Clarifai:Key"] = ClarifaiKey,
        [$"Channels:{Channel}:Type"] = "slack",
        [$"Channels:{Channel}:Token"] = "xoxb-simulated",
        [$"Channels:{Channel}:Channel"] = ChannelOf(simulator.Scenario.Slack.Channels),
        [$"Channels:{Channel}:BaseAddress"] = simulator.SlackBaseAddress.ToString(),
        // It answers at once or not at all.
        [$"Channels:{Channel}:Timeout"] = "00:00:02",
    };

    private static string ChannelOf(IReadOnlyList<string> channels) =>
        channels.Count == 0 || channels.Contains(DefaultSlackChannel) ? DefaultSlackChannel : channels[0];
}
