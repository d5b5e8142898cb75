using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter captions predict</c></summary>
internal static class CaptionsPredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CaptionOptions();
        var model = new Option<string>("--model") { Description = "The model's name or folder", Required = true, HelpName = "NAME" };
        var output = new Option<string?>("--out")
        {
            Description = "Write a CSV file: account, score, label, captions, low, high [default: print a table]",
            HelpName = "FILE.csv",
        };
        var json = CommandOptions.Json();
        var command = new Command("predict", """
            Say of each account which label its captions suggest, how surely, and what that was worth when measured.
            Exit code 1 where a file could not be read, or nothing could be said.

            Examples:
              spotter captions predict --model kind --input shops --out predictions.csv
              spotter captions predict --model kind --input instagram_dave.jsonl --json
            """) { common.Input, model, output, common.NoCache, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            using var loaded = await CaptionModel.LoadAsync(
                CaptionOptions.FolderOf(host, result.GetValue(model)!),
                host.Get<IOptions<ModelOptions>>().Value.MaxBytes,
                host.Get<IInferenceEngine>(),
                cancellationToken);
            var input = await CaptionFiles.ReadAsync(result.GetValue(common.Input)!, progress: null, cancellationToken);
            using var cache = common.CacheFolder(result, host) is { } folder ? CaptionCache.Open(folder, loaded.Encoder) : null;
            var averager = new CaptionAverager(loaded.Encoder, cache);
            var predictions = await terminal.WithProgressAsync("encoding captions", show => Task.Run(
                () => averager.Average(input.Accounts, show, cancellationToken).Select(loaded.Predict)
                    .Concat(input.Without.Select(AccountPrediction.Without)).ToList(),
                cancellationToken));
            if (result.GetValue(output) is { } file)
                await PredictionCsv.WriteAsync(file, predictions, cancellationToken);

            CaptionLines.PrintUnread(terminal, input);
            if (result.GetValue(json))
                terminal.Json(predictions, CliJson.Default.IReadOnlyListAccountPrediction);
            else
                CaptionLines.Print(terminal, predictions, input, averager.Cached, result.GetValue(output));
            return input.UnreadFiles == 0 && predictions.Exists(one => one.Label is not null) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
