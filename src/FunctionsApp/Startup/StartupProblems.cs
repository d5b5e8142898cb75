using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spotter.Settings;

namespace Spotter.FunctionsApp.Startup;

/// <summary>Says why the app cannot start.</summary>
internal static class StartupProblems
{
    // Such as Scanning:PageSize and Channels:lunch:Token.
    private static readonly Regex Setting = new(@"\b(\w+)(?::[\w.-]+)+");

    /// <summary>One line for each setting that is wrong, in the words of the app settings (<c>Scanning__PageSize</c>).</summary>
    /// <param name="error">Why the app did not start.</param>
    /// <param name="sections">The sections that the app reads.</param>
    /// <returns>Null for an error that is none of the settings'.</returns>
    public static IReadOnlyList<string>? Find(Exception error, IEnumerable<SettingsSection> sections)
    {
        var known = sections.Select(section => section.Section.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return FindProblems(error)?.Select(problem => Setting.Replace(problem, match => Write(match, known))).ToList();
    }

    private static string Write(Match match, HashSet<string> known) =>
        known.Contains(match.Groups[1].Value) ? match.Value.Replace(":", "__", StringComparison.Ordinal) : match.Value;

    private static IReadOnlyList<string>? FindProblems(Exception error) => error switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        SpotterException => [error.Message],
        // What the binder says of a value that is no number names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => [error.Message],
        AggregateException several when several.InnerExceptions.All(inner => FindProblems(inner) is not null) =>
            [.. several.InnerExceptions.SelectMany(inner => FindProblems(inner)!)],
        _ => null,
    };
}
