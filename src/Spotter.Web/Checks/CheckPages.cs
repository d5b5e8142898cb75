using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Web.Entrance;
using Spotter.Web.Markup;
using Spotter.Web.Models;

namespace Spotter.Web.Checks;

/// <summary>What <c>spotter doctor</c> says, when somebody asks: it makes calls.</summary>
internal sealed class CheckPages(IEnumerable<IDoctor> doctors, ModelReader models, SiteHost host) : IPages
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/check", ShowAsync);
        if (host.CheckAdvice is null)
            routes.MapForm("/check", CheckAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        if (host.CheckAdvice is null)
            return Page(context, Html.Of($"""
                <p>Settings, libraries, models, state, disk, channels, sources and accounts are looked at, and what is not well says what to do.</p>
                <p class="faint">Each source that is used is asked once, within its call budget. No message is sent.</p>
                """), "Check now");

        var problems = await models.ListProblemsAsync(context.RequestAborted);
        return Layout.Page(context, "Check", Html.Of($"""
            <h1>Check</h1>{Html.Each(problems, problem => Layout.Notice(problem, isProblem: true))}
            <p>{host.CheckAdvice}</p><p><a class="button" href="{Gate.Health}">Health</a></p>
            """));
    }

    private async Task<IResult> CheckAsync(HttpContext context)
    {
        var checks = new List<DoctorCheck>();
        foreach (var doctor in doctors)
            await foreach (var check in doctor.CheckAsync(context.RequestAborted))
                checks.Add(check);
        var wrong = checks.Count(check => !check.Ok);
        return Page(
            context,
            Html.Of($"""
                {Layout.Notice(wrong == 0 ? "All is well." : $"{wrong} of {checks.Count} are not well.", isProblem: wrong > 0)}
                <table class="folds"><thead><tr><th scope="col">What</th><th scope="col">Is</th><th scope="col">Found</th></tr></thead>
                <tbody>{Html.Each(checks.OrderBy(check => check.Ok), Row)}</tbody></table>
                """),
            "Check again");
    }

    private static Html Row(DoctorCheck check) => Html.Of($"""
        <tr><td>{check.What}</td><td class="{(check.Ok ? "good" : "bad")}">{(check.Ok ? "well" : "not well")}</td><td class="free">{check.Found}</td></tr>
        """);

    private static PageResult Page(HttpContext context, Html body, string again) => Layout.Page(
        context,
        "Check",
        Html.Of($"""<h1>Check</h1>{body}<form method="post" action="/check"><button class="first">{again}</button></form>"""));
}
