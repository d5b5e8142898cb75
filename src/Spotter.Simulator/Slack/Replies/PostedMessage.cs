namespace Spotter.Simulator.Slack.Replies;

internal sealed record PostedMessage(string Channel, string Ts, MessageReply Message) : SlackReply
{
    public static PostedMessage Of(SlackMessage message) => new(message.Channel, message.Ts, MessageReply.Of(message, withMetadata: true));
}
