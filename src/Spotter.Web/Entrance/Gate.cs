using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Spotter.Web.Markup;

namespace Spotter.Web.Entrance;

/// <summary>
/// Lets in who may come in: under a name of this machine alone where no key is asked for (a page of another site whose name was pointed
/// here has its own), with the key or a pass where one is, and with changes from these pages alone. A host that anybody can reach shows
/// nothing without a key.
/// </summary>
internal sealed class Gate(AccessKeys keys, SignInPace pace, SiteHost host, IOptions<WebOptions> options)
{
    /// <summary>The cookie that holds a pass.</summary>
    public const string Cookie = Layout.PassCookie;

    /// <summary>Where the key is exchanged for a pass.</summary>
    public const string SignIn = Layout.SignIn;

    /// <summary>What is told to anybody: whether the host can work.</summary>
    public const string Health = "/api/health";

    /// <summary>The header of the key for programs, beside <c>Authorization: Bearer KEY</c>.</summary>
    public const string KeyHeader = "x-functions-key";

    private const string Policy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context);
        // Whoever balances loads asks by an address, and is told no more than anybody.
        if (context.Request.Path == Health)
            return next(context);
        if (!keys.AreAskedFor && host.KeyAdvice is not null)
            return Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, host.KeyAdvice);
        if (!IsName(context.Request.Host.Host))
            return Problems.WriteAsync(
                context, StatusCodes.Status421MisdirectedRequest, $"'{context.Request.Host}' is no name of this machine. "
                    + (keys.AreAskedFor ? "Set Web:Hosts to the names." : "Open http://localhost with the port, or set Web:AccessKey."));
        if (IsFromElsewhere(context.Request))
            return Problems.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Another site asked for this change, so nothing was changed. Do it on these pages.");
        if (!keys.AreAskedFor || IsOpen(context.Request.Path) || keys.FitsPass(context.Request.Cookies[Cookie]))
            return next(context);

        var (fits, wait) = TryKey(context.Request);
        return wait is { } left
            ? Problems.WriteAsync(context, StatusCodes.Status429TooManyRequests, TellToWait(context.Response, left))
            : fits ? next(context) : TurnAwayAsync(context);
    }

    /// <summary>What is told to whoever tried too many wrong keys; the header says it to programs.</summary>
    public static string TellToWait(HttpResponse response, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return $"Too many wrong keys came from your address. Try again in {seconds} s; this key was not looked at.";
    }

    /// <summary>True for whoever may see more than the door.</summary>
    public bool IsInside(HttpRequest request) =>
        !keys.AreAskedFor || keys.FitsPass(request.Cookies[Cookie]) || TryKey(request).Fits;

    private static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (context.Request.IsHttps && !IsThisMachine(context.Request.Host.Host))
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Without any referrer, a browser hides the origin of a form, too.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private bool IsName(string name) => IsThisMachine(name) || (keys.AreAskedFor && (options.Value.Hosts.Count == 0 || IsOwn(name)));

    private bool IsOwn(string name) => options.Value.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a name of this machine that leads nowhere else.</summary>
    public static bool IsThisMachine(string host) =>
        host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    // Browsers say where a change comes from; a program that says nothing is no browser.
    private bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site is not ("same-origin" or "none"))
            return true;

        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && (IsSameHost(from, request.Host) || IsOwn(from.Host)));
    }

    private static bool IsSameHost(Uri from, HostString host) =>
        from.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is null || from.Port == host.Port);

    private static bool IsOpen(PathString path) =>
        path.StartsWithSegments(SignIn) || path.StartsWithSegments("/assets") || path == "/theme";

    private (bool Fits, TimeSpan? Wait) TryKey(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        var bearer = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        var key = request.Headers[KeyHeader].FirstOrDefault();
        return bearer is null && key is null
            ? (false, null)
            : pace.Try(SignInPace.ClientOf(request, isProgram: true), () => keys.Fits(bearer) || keys.Fits(key));
    }

    private static Task TurnAwayAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || Problems.IsForProgram(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.WriteAsync(
                context, StatusCodes.Status401Unauthorized,
                $"The access key is missing or wrong. Send it as '{HeaderNames.Authorization}: Bearer KEY', or sign in at {SignIn}.");
        }

        context.Response.Redirect($"{SignIn}?to={Uri.EscapeDataString(Layout.PathOf(context))}");
        return Task.CompletedTask;
    }
}
