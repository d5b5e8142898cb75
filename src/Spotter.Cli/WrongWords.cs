using System.CommandLine;
using System.CommandLine.Parsing;
using Spotter.Rules;

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
            .Select(name => (Name: name, Changes: EditDistance.Of(wrong, name)))
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
}
