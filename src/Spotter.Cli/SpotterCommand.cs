using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Rules;

namespace Spotter.Cli;

/// <summary>The command <c>spotter</c>.</summary>
public static class SpotterCommand
{
    private const string Description = """
        Spotter watches social accounts and tells a channel when one of them posts a picture you care about.

        Examples:
          spotter demo                                              see it work on simulated accounts
          spotter accounts add instagram:davesfreshpasta --rule specials-board
          spotter rules test 'specials-board and likes >= 100'      what would a rule have found?
          spotter watch                                             scan by schedule until Ctrl-C
          spotter scan instagram:davesfreshpasta --json             scan once, for a program
          spotter collect --accounts shops.txt --out shops          gather whole accounts as files
          spotter export --format tar --out parts                   take posts and pictures elsewhere
          spotter report --out report.html                          what do people like?
          spotter label lunch.jpg --model specials-board            what does a model see?
          spotter read lunch.jpg                                    what is written there?
          spotter train photos --out models/lunch                   teach it your own labels
          spotter doctor                                            what is still missing?

        Settings come from spotter.json, then from the environment (SPOTTER_Sources__Instagram__AccessToken), see docs/settings.md.
        Exit codes: 0 done, 1 something failed, 2 wrong usage or settings, 130 interrupted.
        """;

    // As they stand in --help.
    private static readonly (string Name, Func<Terminal, Command> Create)[] Commands =
    [
        ("demo", DemoCommand.Create),
        ("watch", WatchCommand.Create),
        ("scan", ScanCommand.Create),
        ("collect", CollectCommand.Create),
        ("export", ExportCommand.Create),
        ("verify", VerifyCommand.Create),
        ("import", ImportCommand.Create),
        ("copy", CopyCommand.Create),
        ("accounts", AccountsCommand.Create),
        ("rules", RulesCommand.Create),
        ("posts", PostsCommand.Create),
        ("report", ReportCommand.Create),
        ("scans", ScansCommand.Create),
        ("budgets", BudgetsCommand.Create),
        ("label", LabelCommand.Create),
        ("read", ReadCommand.Create),
        ("review", ReviewCommand.Create),
        ("dataset", DatasetCommand.Create),
        ("train", TrainCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("captions", CaptionsCommand.Create),
        ("models", ModelsCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("doctor", DoctorCommand.Create),
        (TryModelCommand.Name, _ => TryModelCommand.Create()),
    ];

    /// <summary>Runs the command.</summary>
    /// <param name="args">The words after <c>spotter</c>.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress and problems.</param>
    /// <param name="cancellationToken">Ends the command as Ctrl-C does.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // The library reads numbers as the machine's language writes them: 0.5 would be 5 in German.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.InvariantCulture, CultureInfo.InvariantCulture);
        var terminal = new Terminal(output, error);
        if (args.Contains(""))
        {
            terminal.Problem("One of the words is empty. Is a variable of the shell not set?");
            return ExitCode.Usage;
        }

        // Otherwise the library would read @handle as the name of a file with further words.
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
        string[] words = args.Length == 0 ? ["--help"] : args;
        var result = BuildRoot(terminal, words[0]).Parse(words, parsing);
        if (result.Action is HelpAction)
            ShortenList(result.CommandResult.Command);
        if (FindError(result) is { } wrong)
        {
            terminal.Problem($"{wrong} See: {WrongWords.PathOf(result.CommandResult)} --help");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        return await GuardAsync(() => result.InvokeAsync(configuration, cancellationToken), terminal);
    }

    // A RootCommand would be called what the program's file is called, which dotnet run does not call spotter.
    private static Command BuildRoot(Terminal terminal, string first)
    {
        var root = new Command("spotter", Description) { new HelpOption(), new VersionOption(), CommandHost.SettingsOption };
        // To make all takes longer than many a command does.
        var named = Array.FindAll(Commands, command => command.Name == first);
        foreach (var (_, create) in named.Length > 0 ? named : Commands)
            root.Add(create(terminal));
        return root;
    }

    // A list of commands has a line for each; the rest is in each command's own help.
    private static void ShortenList(Command command)
    {
        foreach (var listed in command.Subcommands)
            listed.Description = listed.Description?.Split('\n')[0];
    }

    private static string? FindError(ParseResult result)
    {
        // Whoever asks for help gets it.
        if (result.Action is HelpAction)
            return null;

        return WrongWords.Find(result) ?? (result.Errors is [.., var last] ? Explain(last.Message) : null);
    }

    // The library names types of the language, which say nothing to a person.
    private static string Explain(string message)
    {
        const string Type = " as expected type ";
        var at = message.IndexOf(Type, StringComparison.Ordinal);
        if (at < 0)
            return message;

        var isWhole = message.Contains("System.Int32", StringComparison.Ordinal);
        return $"{message[..at]}: {(isWhole ? "write a whole number, such as 5." : "write a number, such as 0.5.")}";
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run, Terminal terminal)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            terminal.Problem("interrupted; what was done is kept");
            return ExitCode.Interrupted;
        }
        catch (RuleException error)
        {
            // A caret stands below the place.
            var lines = error.Message.Split('\n');
            terminal.Problem(lines[0]);
            foreach (var line in lines[1..])
                terminal.Note(line);
            return ExitCode.Usage;
        }
        // The others are of files and libraries, whose own words name what is missing.
        catch (Exception error) when (error is SpotterException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            terminal.Problem(error.Message);
            return error is SpotterException { IsInput: true } ? ExitCode.Usage : ExitCode.Failure;
        }
    }
}
