using Spotter.Watching;

namespace Spotter.Web.Accounts;

/// <summary>A watch as a person writes it in a form.</summary>
/// <param name="Rules">One a line.</param>
/// <param name="Schedule">Six cron fields; empty for the default.</param>
/// <param name="Zone">The schedule's time zone; empty for the default.</param>
/// <param name="Model">The model's name; empty for the default.</param>
internal sealed record WatchFields(string Rules, string Schedule, string Zone, string Model)
{
    public static WatchFields Of(Watch watch) => new(
        string.Join('\n', watch.Rules.Select(rule => rule.ToString())), watch.Schedule ?? "", watch.TimeZone ?? "", watch.Model ?? "");

    /// <summary>The same as a change of a watch.</summary>
    public WatchChange ToChange() => new()
    {
        Rules = AccountPages.Lines(Rules),
        Schedule = OrDefault(Schedule),
        TimeZone = OrDefault(Zone),
        Model = OrDefault(Model),
    };

    private static string OrDefault(string text) => string.IsNullOrWhiteSpace(text) ? WatchChange.Default : text.Trim();
}
