namespace Spotter.Simulator.Slack.Replies;

internal sealed record FileReply(FileReply.Details File) : SlackReply
{
    internal sealed record Details(string Id, string Name, string Title, string Mimetype, string Filetype, int Size, Shares Shares);

    internal sealed record Shares(Dictionary<string, SharedMessage[]>? Public);

    internal sealed record SharedMessage(string Ts);
}
