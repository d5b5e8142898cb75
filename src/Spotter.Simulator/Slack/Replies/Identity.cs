namespace Spotter.Simulator.Slack.Replies;

internal sealed record Identity(string Url, string Team, string User, string TeamId, string UserId, string BotId) : SlackReply;
