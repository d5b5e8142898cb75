namespace Spotter.Simulator.Slack.Replies;

internal sealed record Identity(string Url, string Team, string User, string TeamId, string UserId, string BotId) : SlackReply
{
    public const string Bot = "B0SIM00001";

    public static Identity Simulated { get; } =
        new("https://simulated.slack.com/", "Simulated", "spotter", "T0SIM00001", "U0SIM00001", Bot);
}
