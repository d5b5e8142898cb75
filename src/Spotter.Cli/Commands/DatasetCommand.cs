using System.CommandLine;
using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Corrections;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter dataset</c></summary>
internal static class DatasetCommand
{
    public static Command Create(Terminal terminal) =>
        new("dataset", "Make folders of pictures for training from what was watched and reviewed.") { CreateExport(terminal) };

    private static Command CreateExport(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Gets a folder for each label" };
        var model = new Option<string?>("--model") { Description = "Only pictures that this model classified", HelpName = "NAME" };
        var accounts = new Option<string[]>("--account")
        {
            Description = "Only pictures of this account; may be given several times",
            HelpName = "ACCOUNT",
        };
        var correctedOnly = new Option<bool>("--corrected-only")
        {
            Description = "Only pictures where a person disagrees with the model",
        };
        var least = new Option<double?>("--least")
        {
            Description = "Also pictures that nobody labelled, where the model's best score is at least this",
            HelpName = "SCORE",
        };
        var json = CommandOptions.Json();
        least.Validators.Add(CommandOptions.RequireShare);
        var command = new Command("export", """
            Write the pictures that people labelled into DIR/LABEL, ready for spotter train.
            Run again, it adds what is new, and moves a picture whose label was changed; it deletes nothing.

            Examples:
              spotter dataset export photos
              spotter dataset export photos --account instagram:davesfreshpasta --corrected-only
              spotter dataset export photos --model specials-board --least 0.99
              spotter dataset export photos && spotter train photos --out models/lunch

            Exit code 1 where a picture had to be left out; the others are written all the same.
            """) { folder, model, accounts, correctedOnly, least, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var named = result.GetValue(accounts) ?? [];
            var request = new DatasetRequest
            {
                Folder = result.GetValue(folder)!,
                Model = result.GetValue(model),
                Accounts = named.Length == 0 ? null : await WatchedAccounts.ReadAsync(host, named, cancellationToken),
                CorrectedOnly = result.GetValue(correctedOnly),
                ModelAccounts = result.GetValue(least) is null
                    ? []
                    : await WatchedAccounts.ChooseAsync(host, terminal, named, cancellationToken),
                MinScore = result.GetValue(least) ?? 1,
            };
            var summary = await terminal.WithProgressAsync(
                "exporting", report => host.Get<DatasetExport>().RunAsync(request, report, cancellationToken));
            if (result.GetValue(json))
                terminal.Json(summary, CliJson.Default.DatasetSummary);
            else
                Print(terminal, request.Folder, summary);
            foreach (var problem in summary.Problems)
                terminal.Problem(problem);
            return summary.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void Print(Terminal terminal, string folder, DatasetSummary summary)
    {
        if (summary.Labels.Count > 0)
            terminal.Table(["LABEL", "PICTURES"], summary.Labels.Select(
                label => new[] { label.Key, label.Value.ToString(CultureInfo.InvariantCulture) }));
        terminal.Line($"{summary.Written} written, {summary.Moved} moved, {summary.Kept} there already, below {Path.GetFullPath(folder)}");
        if (summary.Labels.Count == 0)
            terminal.Note("No picture fits. spotter review labels pictures; --least takes those that the model is sure of.");
    }
}
