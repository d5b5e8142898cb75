using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Learning.Training;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter evaluate</c></summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Holds a folder of pictures for each label" };
        var model = new Option<string>("--model")
        {
            Description = "The model's name",
            Required = true,
            HelpName = "NAME",
        };
        var names = new Option<string[]>("--label")
        {
            Description = "Measure this one label against all folders that are something else; or say which label a folder stands for",
            HelpName = "LABEL|FOLDER=LABEL",
        };
        var includeSeen = new Option<bool>("--include-seen")
        {
            Description = "Also measure on pictures that the model was made from, which proves nothing",
        };
        var noWords = new Option<bool>("--no-words") { Description = "Let a model that takes words go by the pictures alone" };
        var page = new Option<string?>("--report") { Description = "Write a page to look at", HelpName = "FILE.html" };
        var json = CommandOptions.Json();
        var command = new Command("evaluate", """
            Measure a model on pictures that it never saw, one folder for each label.
            Pictures that it was trained on are left out.

            Examples:
              spotter evaluate new-photos --model lunch
              spotter evaluate new-photos --model lunch --report lunch.html
              spotter evaluate photos --model squeezenet --label sausages=hotdog --json
              spotter evaluate photos --model squeezenet --label hotdog
            """) { folder, model, names, includeSeen, noWords, page, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(page) is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } place && !Directory.Exists(place))
                throw new UsageException($"--report is '{file}', and there is no folder {place}. Make it, or name another file.");

            var named = result.GetValue(names) ?? [];
            await using var host = CommandHost.Open(result, terminal);
            var request = new EvaluationRequest
            {
                Folder = result.GetValue(folder)!,
                Model = result.GetValue(model)!,
                LabelNames = ReadNames([.. named.Where(text => text.Contains('=', StringComparison.Ordinal))]),
                OnlyLabel = ReadOnlyLabel([.. named.Where(text => !text.Contains('=', StringComparison.Ordinal))]),
                IncludeSeen = result.GetValue(includeSeen),
                CacheFolder = host.Get<IOptions<TrainingOptions>>().Value.CacheFolder,
                UseWords = !result.GetValue(noWords),
                PageFile = result.GetValue(page),
            };
            if (!Directory.Exists(request.Folder))
                throw new UsageException(
                    $"There is no folder {request.Folder}. Make it, with one folder of pictures per label inside.");
            CommandOptions.RequireModel(host, request.Model);
            var report = await terminal.WithStagesAsync(
                show => host.Get<ModelEvaluator>().EvaluateAsync(request, new ShownProgress(show), cancellationToken));
            if (result.GetValue(json))
                terminal.Json(report, CliJson.Default.EvaluationReport);
            else
                Print(terminal, report, request.PageFile);
            return ExitCode.Success;
        });
        return command;
    }

    private static Dictionary<string, string> ReadNames(string[] texts)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (folder, label) in texts.Select(ReadName))
            if (!names.TryAdd(folder, label))
                throw new UsageException($"--label names the folder '{folder}' twice. A folder stands for one label.");
        return names;
    }

    private static string? ReadOnlyLabel(string[] labels) => labels switch
    {
        [] => null,
        [var one] => one,
        _ => throw new UsageException(
            $"--label names the labels {string.Join(" and ", labels)}, and one is measured against everything else. Name one of them, or "
                + "say which label each folder stands for: FOLDER=LABEL."),
    };

    private static KeyValuePair<string, string> ReadName(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && sign < text.Length - 1
            ? KeyValuePair.Create(text[..sign], text[(sign + 1)..])
            : throw new UsageException($"--label is '{text}'. Write a label, or FOLDER=LABEL, for example sausages=hotdog.");
    }

    private static void Print(Terminal terminal, EvaluationReport report, string? page)
    {
        foreach (var file in report.Skipped)
            terminal.Problem($"skipped {file.Path}: {file.Reason}");
        foreach (var warning in report.Warnings)
            terminal.Problem($"warning: {warning}");
        EvaluationLines.Print(terminal, report.Evaluation);
        if (page is not null)
            terminal.Line($"Look at {page}");
    }
}
