using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Web.Markup;

namespace Spotter.Web.Entrance;

/// <summary>Signing in and out, and the choice of colours.</summary>
internal sealed class EntrancePages(AccessKeys keys, SignInPace pace, SiteHost host, TimeProvider time) : IPages
{
    private const string NotKept =
        "This page came over plain HTTP, so a browser will not keep the sign-in. Put a proxy in front that speaks HTTPS.";

    private static readonly TimeSpan ThemeLasts = TimeSpan.FromDays(365);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Gate.SignIn, Show);
        routes.MapForm(Gate.SignIn, SignInAsync);
        routes.MapForm("/sign-out", SignOut);
        routes.MapForm("/theme", ChooseThemeAsync);
    }

    /// <summary>A path of this site to go on to; the feed where it is none.</summary>
    // A header holds no other letters, and an address of ours has none.
    public static string Inside(string? to) =>
        to is ['/', ..] && to is not ['/', '/' or '\\', ..] && to.All(letter => letter is > ' ' and < '\x7f') ? to : "/";

    private PageResult Show(HttpContext context) => Form(context, context.Request.Query["to"], problem: null);

    private PageResult Form(
        HttpContext context, string? to, string? problem, int status = StatusCodes.Status200OK) => Layout.Page(
        context,
        "Sign in",
        Html.Of($"""
            <h1>Sign in</h1>
            {Layout.Notice(problem, isProblem: true)}
            {Layout.Notice(IsKept(context.Request) ? null : NotKept, isProblem: true)}
            <form class="stack" method="post" action="{Gate.SignIn}">
            <input type="hidden" name="to" value="{Inside(to)}">
            <label>Access key <input type="password" name="key" required autocomplete="current-password" autofocus></label>
            <button>Sign in</button>
            </form>
            <p class="faint">{host.KeyPlace}</p>
            {Html.When(host.KeyCommand is not null, () => Html.Of($"""<pre class="text">{host.KeyCommand}</pre>"""))}
            """),
        status: status);

    // A proxy that speaks HTTPS says so; where it does not, its people see no more than a sentence too many.
    private static bool IsKept(HttpRequest request) =>
        request.IsHttps || Gate.IsThisMachine(request.Host.Host) || request.Headers["X-Forwarded-Proto"] == "https";

    private async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (fits, wait) = pace.Try(SignInPace.ClientOf(context.Request, isProgram: false), () => keys.Fits(form["key"]));
        if (wait is { } left)
            return Form(context, form["to"], Gate.TellToWait(context.Response, left), StatusCodes.Status429TooManyRequests);
        if (!fits)
            return Form(context, form["to"], "That is not the access key.", StatusCodes.Status401Unauthorized);

        context.Response.Cookies.Append(Gate.Cookie, keys.MakePass(), Sealed(AccessKeys.Lasts));
        return TypedResults.LocalRedirect(Inside(form["to"]));
    }

    private IResult SignOut(HttpContext context)
    {
        context.Response.Cookies.Delete(Gate.Cookie, Sealed(lasts: null));
        return TypedResults.LocalRedirect(Gate.SignIn);
    }

    private async Task<IResult> ChooseThemeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var theme = form["theme"] == "dark" ? "dark" : "light";
        context.Response.Cookies.Append(
            Layout.ThemeCookie,
            theme,
            new CookieOptions { SameSite = SameSiteMode.Strict, HttpOnly = true, Path = "/", Expires = time.GetUtcNow() + ThemeLasts });
        return TypedResults.LocalRedirect(Inside(form["to"]));
    }

    private CookieOptions Sealed(TimeSpan? lasts) => new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = time.GetUtcNow() + lasts,
    };
}
