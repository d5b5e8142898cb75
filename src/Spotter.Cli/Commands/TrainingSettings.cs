using System.CommandLine;

namespace Spotter.Cli.Commands;

/// <summary>The options that make a model what it is: those that were given, and else those that made the version before.</summary>
internal sealed class TrainingSettings
{
    private readonly ParseResult _given;
    private readonly ParseResult? _former;
    private readonly IReadOnlyList<Option> _settings;

    private TrainingSettings(ParseResult given, ParseResult? former, IReadOnlyList<Option> settings) =>
        (_given, _former, _settings) = (given, former, settings);

    /// <summary>All of them as text; null where none holds but the defaults.</summary>
    public string? Options => Write(_settings);

    /// <summary>Those of the version before; null where none is.</summary>
    public string? Inherited => Write(_settings.Where(option => !IsIn(_given, option)));

    /// <summary>Puts them together.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="settings">The options.</param>
    /// <param name="trainedWith">What the version before was given, as text; null where there is none.</param>
    public static TrainingSettings Read(ParseResult given, IReadOnlyList<Option> settings, string? trainedWith)
    {
        if (trainedWith is null)
            return new TrainingSettings(given, null, settings);

        var former = new Command("former");
        foreach (var option in settings.Where(option => !IsExcluded(given, option)))
            former.Options.Add(option);
        return new TrainingSettings(given, former.Parse(trainedWith), settings);
    }

    public T? Get<T>(Option<T> option) => From(option).GetValue(option);

    // One of the two goes without the other.
    private static bool IsExcluded(ParseResult given, Option option) =>
        option.Name is "--no-words" or "--words-only" && (IsIn(given, "--no-words") || IsIn(given, "--words-only"));

    private static bool IsIn(ParseResult result, string name) => result.CommandResult.Command.Options.Any(
        option => option.Name == name && IsIn(result, option));

    private static bool IsIn(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private ParseResult From(Option option) => _former is not null && !IsIn(_given, option) && IsIn(_former, option) ? _former : _given;

    private static string Quote(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value;

    private string? Write(IEnumerable<Option> options)
    {
        var words = options
            .Select(option => (option.Name, Result: From(option).GetResult(option)))
            .Where(option => option.Result is { Implicit: false })
            .Select(option => string.Join(' ', option.Result!.Tokens.Select(token => Quote(token.Value)).Prepend(option.Name)));
        return string.Join(' ', words) is { Length: > 0 } text ? text : null;
    }
}
