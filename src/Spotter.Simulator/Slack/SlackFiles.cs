using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Slack.Replies;

namespace Spotter.Simulator.Slack;

/// <summary>
/// The methods of files, which carry the call out and return how to answer it, and the address that bytes are uploaded to.
/// </summary>
internal sealed class SlackFiles(SlackWorkspace workspace, SlackScript script, SlackCalls calls, TimeProvider clock)
{
    public Func<Task> Start(HttpContext context, SlackArguments arguments)
    {
        var name = arguments.Text("filename");
        _ = int.TryParse(arguments.Text("length"), CultureInfo.InvariantCulture, out var length);
        if (string.IsNullOrEmpty(name) || length <= 0)
            return () => SlackReplies.RefuseAsync(context, "invalid_arguments");

        var file = workspace.NewFile(name, length);
        var address = $"{context.Request.Scheme}://{context.Request.Host}/slack/upload/{file.Id}";
        return () => SlackReplies.SendAsync(context, new UploadTarget(address, file.Id));
    }

    public Task UploadAsync(HttpContext context) => calls.RunAsync(context, "upload", inText: true, async () =>
    {
        var bytes = await ReadUploadAsync(context);
        if (workspace.FindFile(context.Request.RouteValues["file"]!.ToString()) is not { } file || bytes.Length != file.Length)
        {
            await Reply.TextAsync(context, 400, "the length is not the one that was announced");
            return null;
        }

        file.Bytes = bytes;
        return () => Reply.TextAsync(context, 200, string.Create(CultureInfo.InvariantCulture, $"OK - {bytes.Length}"));
    });

    public Func<Task> Complete(HttpContext context, SlackArguments arguments)
    {
        var files = ReadFiles(arguments.Structure("files"));
        if (files is null)
            return () => SlackReplies.RefuseAsync(context, "invalid_arguments");
        if (files.Count == 0 || files.Any(file => file.Bytes is null))
            return () => SlackReplies.RefuseAsync(context, "file_not_found");

        var channel = arguments.Text("channel_id");
        if (channel is not null && (!SlackWorkspace.IsId(channel) || workspace.FindChannel(channel) is null))
            return () => SlackReplies.RefuseAsync(context, "channel_not_found");

        var readyAt = clock.GetUtcNow() + TimeSpan.FromSeconds(script.FileReadySeconds);
        var message = channel is null
            ? null
            : workspace.Add(
                "files.completeUploadExternal",
                channel,
                arguments.Text("initial_comment"),
                arguments.Structure("blocks"),
                metadata: null,
                arguments.Text("thread_ts"),
                [.. files.Select(file => file.Id)]);
        foreach (var file in files)
        {
            file.Share = message;
            file.ReadyAt ??= readyAt;
        }

        return () => SlackReplies.SendAsync(context, CompletedUpload.Of(files));
    }

    public Func<Task> Info(HttpContext context, SlackArguments arguments)
    {
        if (workspace.FindFile(arguments.Text("file")) is not { ReadyAt: not null } file)
            return () => SlackReplies.RefuseAsync(context, "file_not_found");

        var ready = file.IsReady(clock.GetUtcNow());
        return () => SlackReplies.SendAsync(context, FileReply.Of(file, ready));
    }

    private List<SlackFile>? ReadFiles(JsonElement? files)
    {
        if (files is not { ValueKind: JsonValueKind.Array } array)
            return null;

        var found = new List<SlackFile>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || !item.TryGetProperty("id", out var id)
                || workspace.FindFile(id.ToString()) is not { } file)
                return [];

            if (item.TryGetProperty("title", out var title))
                file.Title = title.ToString();
            found.Add(file);
        }

        return found;
    }

    private static async Task<byte[]> ReadUploadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (form.Files.Count > 0)
                await form.Files[0].CopyToAsync(buffer, context.RequestAborted);
        }
        else
        {
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        }

        return buffer.ToArray();
    }
}
