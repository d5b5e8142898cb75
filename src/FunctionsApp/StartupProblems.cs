using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spotter.Settings;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.FunctionsApp;

/// <summary>Says why the app cannot start.</summary>
internal static class StartupProblems
{
    // Such as Scanning:PageSize and Channels:lunch:Token.
    private static readonly Regex Setting = new($@"\b(?:{string.Join('|', SettingSections.Shared.Select(section => section.Section.Split(':')[0]).Distinct())})(?::[\w.-]+)+");

    /// <summary>One line for each setting that is wrong, in the words of the app settings (<c>Scanning__PageSize</c>); null for an error that is none of the settings'.</summary>
    public static IReadOnlyList<string>? Find(Exception error) => FindProblems(error)?.Select(NameSettings).ToList();

    private static string NameSettings(string problem) =>
        Setting.Replace(SettingSections.NameSettings(problem, SettingSections.Shared), setting => setting.Value.Replace(":", "__", StringComparison.Ordinal));

    private static IReadOnlyList<string>? FindProblems(Exception error) => error switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        StartupException or StateException or WatchException => [error.Message],
        // What the binder says of a value that is no number names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => [error.Message],
        AggregateException several when several.InnerExceptions.All(inner => FindProblems(inner) is not null) => [.. several.InnerExceptions.SelectMany(inner => FindProblems(inner)!)],
        _ => null,
    };
}
