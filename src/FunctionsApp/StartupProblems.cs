using Microsoft.Extensions.Options;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.FunctionsApp;

/// <summary>Says why the app cannot start.</summary>
internal static class StartupProblems
{
    /// <summary>One line for each setting that is wrong; null for an error that is none of the settings'.</summary>
    public static IReadOnlyList<string>? Find(Exception error) => error switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        StartupException or StateException or WatchException => [error.Message],
        // What the binder says of a value that is no number names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => [error.Message],
        AggregateException several when several.InnerExceptions.All(inner => Find(inner) is not null) => [.. several.InnerExceptions.SelectMany(inner => Find(inner)!)],
        _ => null,
    };
}
