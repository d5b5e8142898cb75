using Spotter.Watching;

namespace Spotter.Web.Accounts;

/// <summary>A watch as a person writes it in a form.</summary>
/// <param name="Rules">One a line.</param>
/// <param name="Schedule">Six cron fields; empty for the default.</param>
/// <param name="Zone">The schedule's time zone; empty for the default.</param>
/// <param name="Model">The model's name; empty for the default.</param>
/// <param name="CaptionModel">The name of the model of captions; empty for the default.</param>
internal sealed record WatchFields(string Rules, string Schedule, string Zone, string Model, string CaptionModel)
{
    public static WatchFields Of(Watch watch) => new(
        string.Join('\n', watch.Rules.Select(rule => rule.ToString())),
        watch.Schedule ?? "",
        watch.TimeZone ?? "",
        watch.Model ?? "",
        watch.CaptionModel ?? "");

    /// <summary>What a form sends.</summary>
    /// <param name="find">Gives what stands in a field; empty where it is not there.</param>
    public static WatchFields Read(Func<string, string> find) =>
        new(find("rules"), find("schedule"), find("zone"), find("model"), find("captions"));

    /// <summary>The same as a change of a watch.</summary>
    public WatchChange ToChange() => new()
    {
        Rules = AccountPages.Lines(Rules),
        Schedule = OrDefault(Schedule),
        TimeZone = OrDefault(Zone),
        Model = OrDefault(Model),
        CaptionModel = OrDefault(CaptionModel),
    };

    private static string OrDefault(string text) => string.IsNullOrWhiteSpace(text) ? WatchChange.Default : text.Trim();
}
