using System.Globalization;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Instagram;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Protocol;

/// <summary>Every call comes in here: those that have limits are counted, and those that meet an outage come no further.</summary>
internal sealed class Entrance(Scenario scenario, CallLedger ledger, DateTimeOffset start, TimeProvider clock)
{
    private readonly FaultSchedule<Outage> _outages = new(scenario.Outages, scenario.Seed);
    private readonly int[] _calls = new int[Enum.GetValues<OutagePart>().Length];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (FindPart(context.Request.Path) is not { } part)
            return next(context);

        if (part == OutagePart.Source)
            ledger.CountPage(clock);
        else if (IsMessage(context.Request.Path))
            ledger.CountMessage(clock);
        if (FindOutage(part) is not { } outage)
            return next(context);

        ledger.CountOutage(outage);
        return PlayAsync(context, outage);
    }

    private static OutagePart? FindPart(PathString path)
    {
        if (path.StartsWithSegments("/graph") || path.StartsWithSegments("/web"))
            return OutagePart.Source;
        if (path.StartsWithSegments("/pictures") || path.StartsWithSegments("/videos"))
            return OutagePart.Pictures;

        return path.StartsWithSegments("/slack") ? OutagePart.Slack : null;
    }

    private static bool IsMessage(PathString path) =>
        path.StartsWithSegments("/slack/api/chat.postMessage") || path.StartsWithSegments("/slack/webhook");

    private Outage? FindOutage(OutagePart part)
    {
        var elapsed = (clock.GetUtcNow() - start).TotalSeconds;
        return _outages.Find(
            Interlocked.Increment(ref _calls[(int)part]),
            outage => outage.Of == part && outage.From <= elapsed && (outage.To is not { } to || elapsed < to));
    }

    private Task PlayAsync(HttpContext context, Outage outage) => outage.Kind switch
    {
        OutageKind.Throttled => ThrottleAsync(context),
        OutageKind.Missing => Reply.TextAsync(context, 404, "not found"),
        OutageKind.Cut => Reply.Cut(context),
        OutageKind.Malformed => Reply.TextAsync(
            context, 200, "<!DOCTYPE html><html><head><title>Sign in to this network</title></head></html>", "text/html; charset=utf-8"),
        _ => Reply.TextAsync(context, 503, "upstream connect error"),
    };

    private Task ThrottleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/graph"))
            return GraphErrors.WriteAsync(context, scenario.Limit?.Code ?? 4);
        if (context.Request.Path.StartsWithSegments("/slack") && scenario.Slack.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);

        return Reply.TextAsync(context, 429, "too many requests");
    }
}
