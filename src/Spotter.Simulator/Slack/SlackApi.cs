using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Slack.Replies;

namespace Spotter.Simulator.Slack;

/// <summary>The parts of Slack's Web API that a sender of messages with pictures needs, and incoming webhooks.</summary>
internal sealed class SlackApi
{
    private readonly string? _token;
    private readonly SlackCalls _calls;
    private readonly SlackMessages _messages;
    private readonly SlackFiles _files;
    private readonly SlackWebhook _webhook;

    /// <param name="workspace">Keeps what arrives.</param>
    /// <param name="script">How Slack behaves.</param>
    /// <param name="token">The token that is accepted; null accepts any.</param>
    /// <param name="seed">Decides every chance.</param>
    /// <param name="clock">Tells when a file is ready, and until when a 429 asks to wait.</param>
    public SlackApi(SlackWorkspace workspace, SlackScript script, string? token, int seed, TimeProvider clock)
    {
        _token = token;
        _calls = new SlackCalls(workspace, script, seed, clock);
        _messages = new SlackMessages(workspace, _calls);
        _files = new SlackFiles(workspace, script, _calls, clock);
        _webhook = new SlackWebhook(workspace, _calls);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/slack/api/{method}", ["GET", "POST"], AnswerAsync);
        routes.MapPost("/slack/upload/{file}", _files.UploadAsync);
        routes.MapPost("/slack/webhook/{**name}", _webhook.AnswerAsync);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.RouteValues["method"]!.ToString()!;
        return _calls.RunAsync(context, method, inText: false, async () =>
        {
            var error = FindTokenError(context);
            var arguments = error is null ? await SlackArguments.ReadAsync(context.Request, context.RequestAborted) : null;
            if (arguments is not null)
                return CarryOut(context, method, arguments);

            await SlackReplies.RefuseAsync(context, error ?? "invalid_json");
            return null;
        });
    }

    private Func<Task> CarryOut(HttpContext context, string method, SlackArguments arguments) => method switch
    {
        "auth.test" => () => SlackReplies.SendAsync(context, Identity.Simulated),
        "chat.postMessage" => _messages.Post(context, arguments),
        "files.getUploadURLExternal" => _files.Start(context, arguments),
        "files.completeUploadExternal" => _files.Complete(context, arguments),
        "files.info" => _files.Info(context, arguments),
        "conversations.history" => _messages.History(context, arguments),
        _ => () => SlackReplies.RefuseAsync(context, "unknown_method"),
    };

    private string? FindTokenError(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            return "not_authed";

        return _token is null || header["Bearer ".Length..] == _token ? null : "invalid_auth";
    }
}
