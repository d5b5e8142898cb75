using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Settings;

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

    /// <summary>A time, as <see cref="PastTime"/> reads it.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DateTimeOffset ReadTime(string option, string text, DateTimeOffset now) => PastTime.TryRead(text, now, out var time)
        ? time
        : throw new UsageException($"{option} is '{text}'; write days (30d), hours (12h) or a date (2026-11-01).");

    /// <summary>The times of <c>--since</c> and <c>--until</c>; null for one that is not given.</summary>
    /// <exception cref="UsageException">One is none, or nothing lies between them.</exception>
    public static (DateTimeOffset? Since, DateTimeOffset? Until) ReadSpan(string? since, string? until, DateTimeOffset now)
    {
        var from = since is null ? (DateTimeOffset?)null : ReadTime("--since", since, now);
        var to = until is null ? (DateTimeOffset?)null : ReadTime("--until", until, now);
        return from >= to
            ? throw new UsageException(
                $"Nothing lies between --since {since} and --until {until}: the time since is not the earlier one.")
            : (from, to);
    }

    public static Argument<string[]> Accounts(ArgumentArity arity) =>
        new("ACCOUNT")
        {
            Description =
                "Accounts, written source:handle: instagram:davesfreshpasta, folder:./pictures; @davesfreshpasta and Instagram "
                    + "addresses are understood, too",
            Arity = arity,
        };

    /// <summary>Refuses to write a model where the next version of the program replaces it.</summary>
    /// <exception cref="UsageException">It is in the folder of the models that came with the program.</exception>
    public static void RequireOwn(CommandHost host, string outputFolder)
    {
        if (host.Get<IOptions<ModelOptions>>().Value.IsBuiltIn(outputFolder))
            throw new UsageException(
                $"--out is {outputFolder}, in the folder of the models that came with the program, which the next version replaces. "
                    + "Name a folder elsewhere, for example --out models/lunch in a folder of your own.");
    }

    /// <summary>Refuses the name of a model that is not here, whatever state it is in.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static void RequireNamed(CommandHost host, string name)
    {
        if (!host.Get<ModelCatalog>().Names.Contains(name))
            RequireModel(host, name);
    }

    /// <summary>Refuses the name of a model that is not here.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static void RequireModel(CommandHost host, string name)
    {
        try
        {
            host.Get<ModelCatalog>().FolderOf(name);
        }
        catch (ModelException error)
        {
            throw new UsageException(error.Message, error);
        }
    }
}
