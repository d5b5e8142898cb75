using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Spotter.Web.Tests.Browser;

/// <summary>
/// Has some requests of a page fail. It stands between the page and the site the whole time: where that is turned on and off between
/// requests, one may slip through.
/// </summary>
internal sealed class Interference
{
    private volatile Func<IRoute, Task?> _fail = _ => null;

    /// <summary>Comes between a page and its site, and lets everything through.</summary>
    public static async Task<Interference> ComeAsync(IPage page)
    {
        var interference = new Interference();
        await page.RouteAsync("**/*", route => interference._fail(route) ?? route.ContinueAsync());
        return interference;
    }

    /// <summary>Requests whose path and query match are cut off; what was cut off before is let through again.</summary>
    public void Cut(string pattern) => Fail(pattern, route => route.AbortAsync());

    /// <summary>They are answered by something else than the site, which does not reach it.</summary>
    public void AnswerBadGateway(string pattern) =>
        Fail(pattern, route => route.FulfillAsync(new() { Status = 502, Body = "<html>" }));

    /// <summary>Lets everything through again.</summary>
    public void End() => _fail = _ => null;

    private void Fail(string pattern, Func<IRoute, Task> how) => _fail =
        route => Regex.IsMatch(new Uri(route.Request.Url).PathAndQuery, pattern) ? how(route) : null;
}
