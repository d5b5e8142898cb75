using System.CommandLine;
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
            Description = "The label that a folder stands for, where its name is another",
            HelpName = "FOLDER=LABEL",
        };
        var includeSeen = new Option<bool>("--include-seen")
        {
            Description = "Also measure on pictures that the model was made from, which proves nothing",
        };
        var page = new Option<string?>("--report") { Description = "Write a page to look at", HelpName = "FILE.html" };
        var json = CommandOptions.Json();
        var command = new Command("evaluate", """
            Measure a model on pictures that it never saw, one folder for each label.
            Pictures that it was trained on are left out.

            Examples:
              spotter evaluate new-photos --model lunch
              spotter evaluate new-photos --model lunch --report lunch.html
              spotter evaluate photos --model squeezenet --label sausages=hotdog --json
            """) { folder, model, names, includeSeen, page, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetValue(page) is { } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } place && !Directory.Exists(place))
                throw new UsageException($"--report is '{file}', and there is no folder {place}. Make it, or name another file.");

            await using var host = CommandHost.Open(result, terminal);
            var request = new EvaluationRequest
            {
                Folder = result.GetValue(folder)!,
                Model = result.GetValue(model)!,
                LabelNames = ReadNames(result.GetValue(names) ?? []),
                IncludeSeen = result.GetValue(includeSeen),
                PageFile = result.GetValue(page),
            };
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

    private static KeyValuePair<string, string> ReadName(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && sign < text.Length - 1
            ? KeyValuePair.Create(text[..sign], text[(sign + 1)..])
            : throw new UsageException($"--label is '{text}'. Write FOLDER=LABEL, for example sausages=hotdog.");
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
