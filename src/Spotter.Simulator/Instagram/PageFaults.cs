using System.Text;
using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Instagram;

/// <summary>Plays what goes wrong with a page.</summary>
internal static class PageFaults
{
    private const string PleaseWait =
        """{"message":"Please wait a few minutes before you try again.","require_login":true,"igweb_rollout":true,"status":"fail"}""";

    private const string Checkpoint =
        """{"message":"checkpoint_required","checkpoint_url":"/challenge/624247/simulated/","lock":false,"status":"fail"}""";

    private const string Challenge =
        """{"message":"challenge_required","challenge":{"url":"/challenge/","api_path":"/challenge/","lock":true},"status":"fail"}""";

    private const string Feedback =
        """{"message":"feedback_required","spam":true,"feedback_title":"Try again later","feedback_message":"We limit how often you can do certain things.","status":"fail"}""";

    private const string Consent = """{"message":"consent_required","status":"fail"}""";

    public const string LoginPage =
        "<!DOCTYPE html><html lang=\"en\" class=\"no-js not-logged-in client-root\"><head><title>Login &#x2022; "
            + "Instagram</title></head><body><form id=\"loginForm\"></form></body></html>";

    private const string OutagePage =
        "<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>";

    private const string Json = "application/json; charset=utf-8";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>Answers as the fault says.</summary>
    /// <returns>False where the page itself must still be written: it was only slow.</returns>
    public static async Task<bool> PlayAsync(HttpContext context, PageFault fault, TimeProvider clock)
    {
        if (fault.Kind == PageFaultKind.Slow)
        {
            await Reply.WaitAsync(context, TimeSpan.FromSeconds(fault.Seconds), clock);
            return false;
        }

        await AnswerAsync(context, fault);
        return true;
    }

    private static Task AnswerAsync(HttpContext context, PageFault fault) => fault.Kind switch
    {
        PageFaultKind.Error => GraphErrors.WriteAsync(context, fault.Code, fault.Subcode),
        PageFaultKind.Hang => Reply.HangAsync(context),
        PageFaultKind.Cut => Reply.Cut(context),
        PageFaultKind.Malformed => Reply.TextAsync(context, 200, """{"data":{"user":{"id":"1","edge_owner_to_""", Json),
        PageFaultKind.Unavailable => Reply.TextAsync(context, 503, OutagePage, Html),
        PageFaultKind.PleaseWait400 => Reply.TextAsync(context, 400, PleaseWait, Json),
        PageFaultKind.PleaseWait401 => Reply.TextAsync(context, 401, PleaseWait, Json),
        PageFaultKind.PleaseWait429 => Reply.TextAsync(context, 429, PleaseWait, Json),
        PageFaultKind.Empty429 => Reply.BytesAsync(context, 429, ReadOnlyMemory<byte>.Empty, Json),
        PageFaultKind.Checkpoint => Reply.TextAsync(context, 400, Checkpoint, Json),
        PageFaultKind.Challenge => Reply.TextAsync(context, 400, Challenge, Json),
        PageFaultKind.Feedback => Reply.TextAsync(context, 400, Feedback, Json),
        PageFaultKind.Consent => Reply.TextAsync(context, 400, Consent, Json),
        PageFaultKind.LoginRedirect => RedirectAsync(context, "/accounts/login/"),
        PageFaultKind.ChallengeRedirect => RedirectAsync(context, "/challenge/"),
        PageFaultKind.HomeRedirect => Reply.Redirect(context, "/"),
        PageFaultKind.SuspendedRedirect => RedirectAsync(context, "/accounts/suspended/"),
        PageFaultKind.ConsentRedirect => RedirectAsync(context, "/consent/"),
        PageFaultKind.Forbidden => Reply.BytesAsync(context, 403, Encoding.UTF8.GetBytes("""{"message":"","status":"fail"}"""), Json),
        PageFaultKind.LoginPage => Reply.TextAsync(context, 200, LoginPage, Html),
        _ => throw new InvalidOperationException($"{fault.Kind} is not played here."),
    };

    private static Task RedirectAsync(HttpContext context, string page) =>
        Reply.Redirect(context, $"{page}?next={Uri.EscapeDataString(context.Request.Path)}");
}
