using System.Globalization;
using Spotter.Calls;
using Spotter.Web.Markup;

namespace Spotter.Web.Scans;

/// <summary>How much of a window of a call budget was used, as steps up to now.</summary>
internal static class BudgetChart
{
    private const int Width = 100;
    private const int Height = 30;

    private static readonly TimeSpan LeastSpan = TimeSpan.FromMinutes(5);

    public static Html Write(CallWindow window, CallBudgetRecord record, DateTimeOffset now)
    {
        var begin = now - window.Span;
        var calls = record.Slots
            .Select(DateTimeOffset.FromUnixTimeMilliseconds)
            .Where(call => call > begin && call <= now)
            .Order()
            .ToList();
        var free = record.FindPause(now) is not null
            ? Html.Of($"none may be made while it is paused")
            : calls.Count < window.Calls
                ? Html.Of($"the next call may be made now")
                : Html.Of($"the next call may be made {Times.Write(calls[^window.Calls] + window.Span, now)}");
        var said = Html.Of($"{calls.Count} of {window.Calls} calls in {Describe(window.Span)}; {free}.");
        // Within seconds there is nothing to see.
        return window.Span < LeastSpan ? Html.Of($"""<p class="faint">{said}</p>""") : Html.Of($"""
            <figure><svg class="chart" viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" aria-hidden="true">
            <line class="limit" x1="0" x2="{Width}" y1="1" y2="1"/><polyline points="{Steps(calls, window, begin)}"/></svg>
            <figcaption>{said}</figcaption></figure>
            """);
    }

    private static string Steps(IReadOnlyList<DateTimeOffset> calls, CallWindow window, DateTimeOffset begin)
    {
        var points = new List<string> { Point(0, 0) };
        foreach (var (index, call) in calls.Index())
        {
            var x = Width * ((call - begin) / window.Span);
            points.Add(Point(x, Share(index)));
            points.Add(Point(x, Share(index + 1)));
        }

        points.Add(Point(Width, Share(calls.Count)));
        return string.Join(' ', points);

        double Share(int count) => Math.Min(1, (double)count / window.Calls);
    }

    private static string Point(double x, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{x:0.##},{Height - 1 - ((Height - 2) * share):0.##}");

    private static string Describe(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.#} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
    };
}
