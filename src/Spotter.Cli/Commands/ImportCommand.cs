using System.CommandLine;
using Spotter.Accounts;
using Spotter.Cli.Output;
using Spotter.Moving.Importing;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter import</c></summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "A folder, or a tar part of an export" };
        var account = new Option<string?>("--account")
        {
            Description = "Whose posts these are, of files that do not say so or say it otherwise; of an export it is not asked",
            HelpName = "ACCOUNT",
        };
        var json = CommandOptions.Json();
        var command = new Command("import", """
            Take in what was gathered before: an export, a folder of instaloader or of gallery-dl with its JSON, or any pictures.
            Posts come with caption, likes, time and all their pictures and videos, and alert nobody.
            Run again, it adds what is new, and what could not be read before; what is known stays as it is.

            Examples:
              spotter import parts                          every tar part there
              spotter import parts/part-0002.tar
              spotter import davesfreshpasta                as instaloader or gallery-dl left it
              spotter import photos --account instagram-web:davesfreshpasta

            Exit code 1 where something could not be taken; the rest was.
            """) { path, account, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal, result.GetValue(json));
            var named = result.GetValue(account) is { } text
                ? (await WatchedAccounts.ReadAsync(host, [text], cancellationToken))[0]
                : (AccountId?)null;
            var summary = await terminal.WithStagesAsync(show => host.Get<Import>().RunAsync(
                new ImportRequest(result.GetValue(path)!, named), looked => show("posts", looked, 0), cancellationToken));
            if (result.GetValue(json))
                terminal.Json(summary, CliJson.Default.ImportSummary);
            else
                Print(terminal, summary);
            foreach (var problem in summary.Problems)
                terminal.Problem(problem);
            if (summary.Failed > summary.Problems.Count)
                terminal.Problem($"{summary.Failed - summary.Problems.Count} more could not be taken");
            if (summary.Failed > 0)
                terminal.Note("What could not be taken comes with the same command, when it can be read");
            if (summary.Waiting > 0)
                terminal.Note(
                    $"{Quantity.Of(summary.Waiting, "new post")} {(summary.Waiting == 1 ? "waits" : "wait")} for pictures or videos: "
                        + "spotter collect --videos brings them");
            if (summary.Notice is { } notice)
                terminal.Note(notice);
            return summary.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Print(Terminal terminal, ImportSummary summary)
    {
        var videos = summary.Videos > 0 ? $", with {Quantity.Of(summary.Videos, "video")}" : "";
        var completed = summary.Completed > 0 ? $" ({summary.Completed} of them got pictures or videos that they lacked)" : "";
        var added = $"{Quantity.Of(summary.Added, "post")} {(summary.Added == 1 ? "is" : "are")} new";
        terminal.Line(
            $"{added}, {summary.Known} were known{completed}, of {Quantity.Of(summary.Accounts, "account")}{videos}; "
                + $"read as {summary.Kind}");
    }
}
