using System.CommandLine;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for a program to read" };

    public static Argument<string[]> Accounts(ArgumentArity arity) =>
        new("ACCOUNT") { Description = "Accounts, written source:handle: instagram:davesfreshpasta, folder:./pictures", Arity = arity };

    /// <exception cref="UsageException">A text is no account.</exception>
    public static IReadOnlyList<AccountId> ParseAccounts(IEnumerable<string> texts) => [.. texts.Select(ParseAccount)];

    /// <exception cref="UsageException">The text is no account.</exception>
    public static AccountId ParseAccount(string text) =>
        AccountId.TryParse(text, out var account) ? account : throw new UsageException(AccountId.FindError(text)!);
}
