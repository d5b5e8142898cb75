using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Spotter.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommandOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for a program to read" };

    public static Option<int> Limit(string what)
    {
        var limit = new Option<int>("--limit") { Description = $"At most this many {what}", DefaultValueFactory = _ => 50, HelpName = "N" };
        limit.Validators.Add(RequirePositive);
        return limit;
    }

    /// <summary>Refuses a number below 1.</summary>
    public static void RequirePositive(OptionResult result)
    {
        if (
            result.Tokens is [var word]
            && int.TryParse(word.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            && number < 1
        )
            result.AddError($"{result.Option.Name} must be 1 or more.");
    }

    /// <summary>Refuses a number that is not from 0 to 1. What is no number at all is refused by the parser.</summary>
    public static void RequireShare(OptionResult result)
    {
        if (
            result.Tokens is [var word]
            && double.TryParse(word.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is not (>= 0 and <= 1)
        )
            result.AddError($"{result.Option.Name} must be from 0 to 1.");
    }

    public static Argument<string[]> Accounts(ArgumentArity arity) =>
        new("ACCOUNT")
        {
            Description =
                "Accounts, written source:handle: instagram:davesfreshpasta, folder:./pictures; @davesfreshpasta and Instagram "
                    + "addresses are understood, too",
            Arity = arity,
        };
}
