using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Moving.Checking;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter verify</c></summary>
internal static class VerifyCommand
{
    private const int MaxTold = 20;

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "What spotter export wrote, or where its archives were unpacked" };
        var json = CommandOptions.Json();
        var command = new Command("verify", """
            Read every file of an export, and name what is missing, changed or extra by its manifest.

            Examples:
              spotter verify shops
              spotter verify parts --json

            Exit code 1 where something is.
            """) { folder, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var check = await terminal.WithProgressAsync(
                "reading", report => ManifestCheck.RunAsync(result.GetValue(folder)!, report, cancellationToken));
            if (result.GetValue(json))
                terminal.Json(check, CliJson.Default.CheckSummary);
            else
                Print(terminal, check);
            return check.IsWhole ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Print(Terminal terminal, CheckSummary check)
    {
        foreach (var (what, names) in new[] { ("missing", check.Missing), ("changed", check.Changed), ("extra", check.Extra) })
        {
            foreach (var name in names.Take(MaxTold))
                terminal.Line($"{what}: {name}");
            if (names.Count > MaxTold)
                terminal.Line($"{what}: {names.Count - MaxTold} more (--json names all)");
        }

        foreach (var problem in check.Problems)
            terminal.Line(problem);
        terminal.Line(
            $"{Quantity.Of(check.Files, "file")} {(check.Files == 1 ? "is as it was" : "are as they were")} written; "
                + $"{check.Missing.Count} missing, {check.Changed.Count} changed, {check.Extra.Count} extra");
    }
}
