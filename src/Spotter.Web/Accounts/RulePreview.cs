using System.Globalization;
using Spotter.Scanning;
using Spotter.Web.Feed;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Accounts;

/// <summary>What a rule would have matched, as small pictures and a count for each week.</summary>
internal static class RulePreview
{
    private const int MaxShown = 12;

    public static Html Write(RuleTest test, DateTimeOffset now) => Html.Of($"""
        <h3 class="rule">{test.Rule}</h3>
        <p>{Describe(test)}</p>
        {Html.When(test.Matched.Count > 0, () => Html.Of($"""<p class="faint">{Weeks(test, now)}</p>"""))}
        {Html.Each(test.Problems, problem => Layout.Notice(problem, isProblem: true))}
        <ul class="small">{Html.Each(test.Matched.Take(MaxShown), Match)}</ul>
        """);

    private static Html Match(RuleTestMatch match)
    {
        var why = string.Join(", ", match.Why);
        var address = PostPages.AddressOf(match.Account, match.PostKey);
        var picture = match.PictureId is { } id
            ? Html.Of($"""<img src="{PicturePages.AddressOf(id, Thumbnails.Small)}" alt="" width="120" height="120" loading="lazy">""")
            : default;
        return Html.Of($"""<li><a href="{address}">{picture}<span dir="auto">{why}</span></a></li>""");
    }

    private static string Describe(RuleTest test)
    {
        var posts = test.Looked == 1 ? "post" : "posts";
        var unread = test.WordsUnread > 0 ? $", {test.WordsUnread} because their words were not read" : "";
        var undecided = test.Undecided == 0 ? "" : $" {test.Undecided} {(test.Undecided == 1 ? "is" : "are")} undecided{unread}.";
        var more = test.Stopped ? " There are more than it looks at." : "";
        return test.Looked == 0
            ? "There is no post to look at yet."
            : $"It would have matched {test.Matched.Count} of {test.Looked} {posts}.{undecided}{more}";
    }

    private static string Weeks(RuleTest test, DateTimeOffset now)
    {
        var weeks = test.Matched.GroupBy(match => (int)((now - match.PostedAt).TotalDays / 7)).OrderBy(week => week.Key);
        return string.Join(", ", weeks.Select(week => string.Create(CultureInfo.InvariantCulture, $"{week.Count()} {Name(week.Key)}")));
    }

    private static string Name(int weeksAgo) => weeksAgo switch
    {
        0 => "in the last week",
        1 => "a week before",
        _ => string.Create(CultureInfo.InvariantCulture, $"{weeksAgo} weeks before"),
    };
}
