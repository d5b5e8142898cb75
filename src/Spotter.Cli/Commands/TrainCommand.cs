using System.CommandLine;
using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Training;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter train</c></summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Holds a folder of pictures for each label" };
        var output = new Option<string>("--out") { Description = "The model's folder; its name is the model's", Required = true, HelpName = "FOLDER" };
        var backbone = new Option<string?>("--backbone") { Description = "An ONNX file with a .json beside it that says how it reads pictures [default: the built-in one]", HelpName = "FILE" };
        var features = new Option<string?>("--features") { Description = "The backbone's tensor to use [default: its first output]", HelpName = "TENSOR" };
        var seed = new Option<int>("--seed") { Description = "Decides which pictures are held out", DefaultValueFactory = _ => 0, HelpName = "N" };
        var json = CommandOptions.Json();
        var command = new Command("train", """
            Train a model from folders of pictures, one folder for each label.

            Examples:
              spotter train photos --out models/lunch
              spotter train photos --backbone squeezenet.onnx --features fire9_concat_1 --out models/lunch
            """) { folder, output, backbone, features, seed, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var request = new TrainingRequest
            {
                Folder = result.GetValue(folder)!,
                OutputFolder = result.GetValue(output)!,
                Backbone = result.GetValue(backbone),
                FeatureTensor = result.GetValue(features),
                Seed = result.GetValue(seed),
            };
            var report = await terminal.WithProgressAsync("training", show =>
                host.Get<ModelTrainer>().TrainAsync(request, new ShownProgress(show), cancellationToken));
            if (result.GetValue(json))
                terminal.Json(report, CliJsonContext.Default.TrainingReport);
            else
                Print(terminal, report);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(Terminal terminal, TrainingReport report)
    {
        foreach (var file in report.Skipped)
            terminal.Problem($"skipped {file.Path}: {file.Reason}");
        terminal.Table(
            ["LABEL", "TRAINED ON", "HELD OUT", "PRECISION", "RECALL", "LEAST SCORE"],
            report.Labels.Select(label => new[] { label.Label, Text(label.TrainingPictures), Text(label.HeldOutPictures), Share(label.Precision), Share(label.Recall), Share(label.LeastScore) }));
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Right for {report.Accuracy:P1} of {report.HeldOutPictures} pictures that were held out; {report.Features} features, {report.Duration.TotalSeconds:0.0} s. Wrote {report.ModelFolder}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("0.00", CultureInfo.InvariantCulture);

    private sealed class ShownProgress(Action<int, int> show) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => show(value.Done, value.Total);
    }
}
