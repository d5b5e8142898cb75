namespace Spotter.Simulator.Slack.Replies;

internal sealed record FileReply(FileReply.Details File) : SlackReply
{
    /// <summary>Until a file is ready its types are empty and nothing is said to share it.</summary>
    public static FileReply Of(SlackFile file, bool ready) => new(new Details(
        file.Id,
        file.Name,
        file.ShownTitle,
        ready ? "image/jpeg" : "",
        ready ? "jpg" : "",
        file.Length,
        new(ready && file.Share is { } share ? new() { [share.Channel] = [new(share.Ts)] } : null)));

    internal sealed record Details(string Id, string Name, string Title, string Mimetype, string Filetype, int Size, Shares Shares);

    internal sealed record Shares(Dictionary<string, SharedMessage[]>? Public);

    internal sealed record SharedMessage(string Ts);
}
