using Microsoft.AspNetCore.Http;

namespace Spotter.Web.Markup;

/// <summary>What all pages have in common: the line at the top, styles, and the notice of what was just done.</summary>
internal static class Layout
{
    /// <summary>The cookie that remembers the colours that a person chose.</summary>
    public const string ThemeCookie = "theme";

    /// <summary>The cookie of whoever signed in with a key.</summary>
    public const string PassCookie = "__Host-spotter";

    /// <summary>Where the key is exchanged for a pass. Whoever is there sees no other page.</summary>
    public const string SignIn = "/sign-in";

    private const string Review = "/review";
    private const int MostCounted = 99;
    private static readonly object ToReview = new();

    private static readonly (string Address, string Name)[] Pages =
    [
        ("/", "Feed"),
        ("/accounts", "Accounts"),
        ("/scans", "Scans"),
        (Review, "Review"),
        ("/insights", "Insights"),
        ("/models", "Models"),
        ("/check", "Check"),
    ];

    /// <summary>Says how many pictures wait for a review, when a page is written; null where that is not known.</summary>
    public static void Count(HttpContext context, Func<int?> toReview) => context.Items[ToReview] = toReview;

    /// <summary>A whole page.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="body">Stands in its <c>main</c>.</param>
    /// <param name="module">The script that makes it live; null where none does.</param>
    /// <param name="status">The status of the answer.</param>
    public static PageResult Page(
        HttpContext context, string title, Html body, string? module = null, int status = StatusCodes.Status200OK)
    {
        var theme = ThemeOf(context);
        var script = module is null ? default : Html.Of($"""<script type="module" src="/assets/{module}"></script>""");
        return new PageResult(
            Html.Of($"""
                <!doctype html>
                <html lang="en"{Attribute("data-theme", theme)}>
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>{title} · Spotter</title>
                <link rel="stylesheet" href="/assets/site.css">
                <link rel="icon" href="/assets/icon.svg">
                {script}
                </head>
                <body>
                <a class="skip" href="#main">Skip to the content</a>
                <header class="top">
                <a class="brand" href="/">Spotter</a>
                {Html.When(context.Request.Path != SignIn, () => Html.Of($"""<nav aria-label="Pages">{Html.Each(Pages, page => Link(context, page.Address, page.Name))}</nav>"""))}
                <form method="post" action="/theme"><input type="hidden" name="to" value="{PathOf(context)}">
                <button class="plain" name="theme" value="{(theme == "dark" ? "light" : "dark")}" aria-label="Light or dark colours">◐</button></form>
                {Html.When(context.Request.Cookies.ContainsKey(PassCookie), () => Html.Of($"""<form method="post" action="/sign-out"><button class="plain">Sign out</button></form>"""))}
                </header>
                <main id="main">
                {body}
                </main>
                </body>
                </html>
                """),
            status);
    }

    /// <summary>An attribute; nothing where its value is null.</summary>
    public static Html Attribute(string name, string? value) => value is null ? default : Html.Of($" {name}=\"{value}\"");

    /// <summary>Where whoever asks is, to come back to.</summary>
    public static string PathOf(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";

    /// <summary>A notice above the content; nothing where nothing is said.</summary>
    public static Html Notice(string? text, bool isProblem = false) => string.IsNullOrEmpty(text)
        ? default
        : isProblem
            ? Html.Of($"""<p class="notice problem" role="alert"><strong>Problem:</strong> {text}</p>""")
            : Html.Of($"""<p class="notice" role="status">{text}</p>""");

    private static string? ThemeOf(HttpContext context) =>
        context.Request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null;

    private static Html Link(HttpContext context, string address, string name)
    {
        var path = context.Request.Path.Value ?? "/";
        var isHere = address == "/" ? path is "/" or "/post" : path.StartsWith(address, StringComparison.Ordinal);
        return Html.Of($"""<a href="{address}"{Attribute("aria-current", isHere ? "page" : null)}>{name}{(address == Review ? CountOf(context) : default)}</a>""");
    }

    // Pages that are written before anybody came in have none.
    private static Html CountOf(HttpContext context) => context.Items[ToReview] is Func<int?> count && count() is > 0 and { } number
        ? Html.Of($""" <span class="tally" title="that the model is unsure of">({(number > MostCounted ? $"{MostCounted}+" : $"{number}")})</span>""")
        : default;
}
