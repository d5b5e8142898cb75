using System.CommandLine;
using System.CommandLine.Parsing;

namespace Spotter.Cli;

/// <summary>Finds the first word of a command line that means nothing there, and the one that was probably meant.</summary>
internal static class WrongWords
{
    private const int MaxChanges = 2;

    /// <summary>What is wrong with the first such word; null where each has a meaning.</summary>
    public static string? Find(ParseResult result)
    {
        var command = result.CommandResult;
        var wrong = FindOption(result) ?? (result.UnmatchedTokens is [var first, ..] ? first : null);
        if (wrong is null)
            return null;

        var isOption = wrong.StartsWith('-');
        var known = isOption ? OptionsOf(command) : command.Command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name);
        var near = known
            .Select(name => (Name: name, Changes: CountChanges(wrong, name)))
            .Where(one => one.Changes <= MaxChanges)
            .OrderBy(one => one.Changes)
            .ToList();
        var kind =
            isOption ? "an option"
            : command.Command.Subcommands.Count > 0 ? "a command"
            : null;
        return kind is null
            ? $"'{wrong}' is one word too many."
            : $"'{wrong}' is not {kind} of '{PathOf(command)}'.{(near is [var best, ..] ? $" Did you mean '{best.Name}'?" : "")}";
    }

    /// <summary>The words that lead to a command.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;

    // Where a command takes words of any kind, the library takes a misspelt option for one of them.
    private static string? FindOption(ParseResult result)
    {
        var end = result.Tokens.FirstOrDefault(token => token.Type == TokenType.DoubleDash);
        return end is not null
            ? null
            : result.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens)
                .Select(token => token.Value)
                .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal));
    }

    private static IEnumerable<string> OptionsOf(CommandResult? command)
    {
        if (command is null)
            return [];

        var own = command.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name));
        return own.Concat(OptionsOf(command.Parent as CommandResult));
    }

    // How many letters must be put in, left out or replaced, two that changed places counting as one (Damerau 1964).
    private static int CountChanges(string one, string other)
    {
        var changes = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            for (var j = 0; j <= other.Length; j++)
                changes[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(LeastOf(changes, i, j, one[i - 1] == other[j - 1]), Swapped(changes, one, other, i, j));
        return changes[one.Length, other.Length];
    }

    private static int LeastOf(int[,] changes, int i, int j, bool isSame) =>
        Math.Min(Math.Min(changes[i - 1, j], changes[i, j - 1]) + 1, changes[i - 1, j - 1] + (isSame ? 0 : 1));

    private static int Swapped(int[,] changes, string one, string other, int i, int j) =>
        i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] ? changes[i - 2, j - 2] + 1 : int.MaxValue;
}
