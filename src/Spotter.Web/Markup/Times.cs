using System.Globalization;

namespace Spotter.Web.Markup;

/// <summary>Writes times: how far away they are, and exactly for whoever points at them.</summary>
internal static class Times
{
    /// <summary>A time such as <c>12 min ago</c> or <c>in 3 h</c>, the exact one in its title.</summary>
    public static Html Write(DateTimeOffset time, DateTimeOffset now)
    {
        var local = time.ToLocalTime();
        var (exact, machine) = (Show(local, "yyyy-MM-dd HH:mm:ss zzz"), Show(time.ToUniversalTime(), "yyyy-MM-ddTHH:mm:ssZ"));
        return Html.Of($"""<time datetime="{machine}" title="{exact}">{Describe(time, now)}</time>""");
    }

    /// <summary>How long after another time something was, such as <c>12 s later</c>, the exact time in its title.</summary>
    public static Html WriteAfter(DateTimeOffset begin, TimeSpan after)
    {
        var time = begin + after;
        var far = after switch
        {
            { TotalMinutes: < 1 } => $"{(int)after.TotalSeconds} s",
            { TotalHours: < 1 } => $"{(int)after.TotalMinutes} min",
            { TotalDays: < 1 } => $"{(int)after.TotalHours} h",
            { TotalDays: < 2 } => "1 day",
            _ => $"{(int)after.TotalDays} days",
        };
        var (exact, machine) = (Show(time.ToLocalTime(), "yyyy-MM-dd HH:mm:ss zzz"), Show(time.ToUniversalTime(), "yyyy-MM-ddTHH:mm:ssZ"));
        return Html.Of($"""<time datetime="{machine}" title="{exact}">{far} later</time>""");
    }

    internal static string Describe(DateTimeOffset time, DateTimeOffset now)
    {
        var span = (now - time).Duration();
        var far = span switch
        {
            { TotalMinutes: < 1 } => null,
            { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
            { TotalDays: < 1 } => $"{(int)span.TotalHours} h",
            { TotalDays: < 30 } => (int)span.TotalDays == 1 ? "1 day" : $"{(int)span.TotalDays} days",
            _ => Show(time.ToLocalTime(), "yyyy-MM-dd"),
        };
        return far switch
        {
            null => time > now ? "in a moment" : "just now",
            _ when span.TotalDays >= 30 => far,
            _ => time > now ? $"in {far}" : $"{far} ago",
        };
    }

    private static string Show(DateTimeOffset time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
