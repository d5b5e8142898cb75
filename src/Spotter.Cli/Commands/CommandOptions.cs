using System.CommandLine;
using System.CommandLine.Parsing;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for a program to read" };

    /// <param name="what">What is counted.</param>
    public static Option<int> Limit(string what)
    {
        var limit = new Option<int>("--limit") { Description = $"At most this many {what}", DefaultValueFactory = _ => 50, HelpName = "N" };
        limit.Validators.Add(RequirePositive);
        return limit;
    }

    /// <summary>Refuses a number below 1.</summary>
    public static void RequirePositive(OptionResult result)
    {
        if (result.Tokens.Count == 1 && result.GetValueOrDefault<int?>() is < 1)
            result.AddError($"{result.Option.Name} must be 1 or more.");
    }

    public static Argument<string[]> Accounts(ArgumentArity arity) =>
        new("ACCOUNT") { Description = "Accounts, written source:handle: instagram:davesfreshpasta, folder:./pictures", Arity = arity };

    /// <exception cref="UsageException">A text is no account.</exception>
    public static IReadOnlyList<AccountId> ParseAccounts(IEnumerable<string> texts) => [.. texts.Select(ParseAccount)];

    /// <exception cref="UsageException">The text is no account.</exception>
    public static AccountId ParseAccount(string text) =>
        AccountId.TryParse(text, out var account) ? account : throw new UsageException(AccountId.FindError(text)!);
}
