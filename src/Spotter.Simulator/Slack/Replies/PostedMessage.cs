namespace Spotter.Simulator.Slack.Replies;

internal sealed record PostedMessage(string Channel, string Ts, MessageReply Message) : SlackReply;
