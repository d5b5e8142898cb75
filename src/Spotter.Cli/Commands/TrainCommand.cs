using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter train</c></summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("train", """
            Train a model from folders of pictures, one folder for each label, and say how good it is.
            The model's folder gets a report.html to look at.

            Examples:
              spotter train photos --out models/lunch
              spotter train photos --out models/lunch --precision 0.98
              spotter train photos --out models/lunch --backbone squeezenet --features fire9/concat_1
              spotter train photos --out models/lunch --groups shops.tsv
              spotter train photos --out models/lunch --augment flip,brightness --weights board=2
              spotter train --from-corrections --model lunch photos
              spotter train --from-corrections --model lunch photos --deploy
            """)
        { TrainArguments.Folder };
        foreach (var option in (Option[])[.. TrainArguments.All, json])
            command.Options.Add(option);
        command.SetAction((result, cancellationToken) => RunAsync(result, terminal, result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Terminal terminal, bool json, CancellationToken token)
    {
        TrainArguments.RequireOneWay(result);
        var lines = result.GetValue(TrainArguments.ForPages) ? new RenewalLines(terminal) : null;
        using var ended = lines is null ? null : RenewalLines.EndWithInput(token);
        var cancellationToken = ended?.Token ?? token;
        await using var host = CommandHost.Open(result, terminal);
        using var renewal = result.GetValue(TrainArguments.FromCorrections)
            ? await Renewal.BeginAsync(host, terminal, result.GetValue(TrainArguments.Model)!, cancellationToken)
            : null;
        var settings = TrainingSettings.Read(result, TrainArguments.Settings, renewal?.Made.TrainedWith);
        if (settings.Inherited is { } inherited)
            terminal.Note($"As the version before, this one is trained with {inherited}");
        var request = TrainArguments.Read(result, host, renewal, settings);

        var report = await terminal.WithStagesAsync(show => host.Get<ModelTrainer>().TrainAsync(
            request, (IProgress<TrainingProgress>?)lines ?? new ShownProgress(show), cancellationToken));
        if (lines is not null && renewal is not null)
            lines.End(renewal.Made, report);
        else if (json)
            terminal.Json(report, CliJson.Default.TrainingReport);
        else
            TrainingLines.Print(terminal, report);
        return renewal is null
            ? ExitCode.Success
            : renewal.End(report, result.GetValue(TrainArguments.Deploy), result.GetValue(TrainArguments.Force));
    }
}
