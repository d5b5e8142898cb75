using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Learning.Captions;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter captions evaluate</c></summary>
internal static class CaptionsEvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CaptionOptions();
        var model = new Option<string>("--model") { Description = "The model's name or folder", Required = true, HelpName = "NAME" };
        var includeSeen = new Option<bool>("--include-seen")
        {
            Description = "Also measure on accounts that the model was made from, which proves nothing",
        };
        var page = new Option<string?>("--report") { Description = "Write a page to look at", HelpName = "FILE.html" };
        var json = CommandOptions.Json();
        var command = new Command("evaluate", """
            Measure a model of captions on accounts that it never saw, with words alone beside.
            Accounts that it was made from are left out.

            Examples:
              spotter captions evaluate --model kind --input new --labels new.csv
              spotter captions evaluate --model tone --input new.jsonl --report tone.html
            """)
        {
            common.Input, common.Labels, common.Column, common.Cutoff, common.AgeCutoff, model, includeSeen, page, common.NoCache, json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(page) is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } place && !Directory.Exists(place))
                throw new UsageException($"--report is '{file}', and there is no folder {place}. Make it, or name another file.");

            await using var host = CommandHost.Open(result, terminal);
            var request = new CaptionEvaluationRequest(
                CaptionOptions.FolderOf(host, result.GetValue(model)!),
                result.GetValue(common.Input)!,
                common.ReadLabels(result),
                result.GetValue(includeSeen),
                common.CacheFolder(result, host),
                result.GetValue(page));
            var report = await terminal.WithStagesAsync(show => host.Get<CaptionEvaluator>().EvaluateAsync(
                request, new ShownProgress(show, "encoding captions"), cancellationToken));
            if (result.GetValue(json))
                terminal.Json(report, CliJson.Default.CaptionEvaluationReport);
            else
                CaptionLines.Print(terminal, report, request.PageFile);
            return ExitCode.Success;
        });
        return command;
    }
}
