using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Slack;

/// <summary>Counts calls and lets happen to them what the script says.</summary>
internal sealed class SlackCalls(SlackWorkspace workspace, SlackScript script, int seed, TimeProvider clock)
{
    // In bytes: an upload is less.
    private const int MaxInMemory = 32 << 20;

    private readonly FaultSchedule<SlackFault> _faults = new(script.Faults, seed);

    /// <summary>Counts a call and has it carried out and answered, unless a fault comes first or keeps the answer back.</summary>
    /// <param name="context">The call.</param>
    /// <param name="method">What faults name it by.</param>
    /// <param name="inText">True where errors are told in text and statuses, not in JSON.</param>
    /// <param name="carryOutAsync">Carries the call out and returns how to answer it; null where it was refused and is answered.</param>
    public async Task RunAsync(HttpContext context, string method, bool inText, Func<Task<Func<Task>?>> carryOutAsync)
    {
        if (script.MostSeconds > 0)
            await ReceiveAsync(context);
        var call = workspace.CountCall(method);
        var fault = _faults.Find(call, fault => fault.Method == method);
        var (before, after) = DrawDelays(method, call);
        await Task.Delay(before, clock);
        if (fault is { Kind: not (SlackFaultKind.AcceptThenCut or SlackFaultKind.Malformed) })
        {
            await PlayAsync(context, fault, inText);
            return;
        }

        // Whether or not its sender is still there.
        context.RequestAborted = CancellationToken.None;
        if (await carryOutAsync() is not { } answer)
            return;

        await Task.Delay(after, clock);
        await (fault is null ? answer() : SpoilAsync(context, fault));
    }

    public Task ThrottleAsync(HttpContext context, bool inText)
    {
        if (script.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = script.RetryAfterAsDate
                ? (clock.GetUtcNow() + TimeSpan.FromSeconds(seconds)).ToString("R", CultureInfo.InvariantCulture)
                : seconds.ToString(CultureInfo.InvariantCulture);
        return inText
            ? Reply.TextAsync(context, 429, "rate_limited")
            : SlackReplies.RefuseAsync(context, "ratelimited", status: 429);
    }

    /// <summary>Takes all of a call, which can then be carried out without its sender.</summary>
    private static async Task ReceiveAsync(HttpContext context)
    {
        context.Request.EnableBuffering(MaxInMemory);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Request.Body.Position = 0;
    }

    private (TimeSpan Before, TimeSpan After) DrawDelays(string method, int call)
    {
        var draw = StableHash.Of(method, ((long)seed << 32) ^ call);
        var time = TimeSpan.FromSeconds(script.LeastSeconds + ((script.MostSeconds - script.LeastSeconds) * draw / ulong.MaxValue));
        // Its last bit says nothing of how long it takes.
        return (draw & 1) == 0 ? (time, TimeSpan.Zero) : (TimeSpan.Zero, time);
    }

    /// <summary>Keeps from the sender how a call that was carried out has ended.</summary>
    private static Task SpoilAsync(HttpContext context, SlackFault fault) =>
        fault.Kind == SlackFaultKind.Malformed ? Reply.TextAsync(context, 200, "{\"ok\":tr") : Reply.Cut(context);

    private Task PlayAsync(HttpContext context, SlackFault fault, bool inText) => fault.Kind switch
    {
        SlackFaultKind.Throttled => ThrottleAsync(context, inText),
        SlackFaultKind.Unavailable => Reply.TextAsync(context, 503, "upstream connect error"),
        SlackFaultKind.Hang => Reply.HangAsync(context),
        SlackFaultKind.Error when inText => Reply.TextAsync(context, WebhookStatus(fault.Error), fault.Error),
        SlackFaultKind.Error => SlackReplies.RefuseAsync(context, fault.Error),
        _ => Reply.Cut(context),
    };

    /// <summary>The HTTP statuses of webhook errors (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).</summary>
    private static int WebhookStatus(string error) => error switch
    {
        "no_service" or "channel_not_found" => 404,
        "action_prohibited" or "invalid_token" => 403,
        "channel_is_archived" => 410,
        "rollup_error" => 500,
        _ => 400,
    };
}
