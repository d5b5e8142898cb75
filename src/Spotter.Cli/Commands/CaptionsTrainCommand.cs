using System.CommandLine;
using System.Globalization;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Learning.Captions;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter captions train</c></summary>
internal sealed class CaptionsTrainCommand
{
    private readonly CaptionOptions _common = new();
    private readonly Option<string> _output = new("--out")
    {
        Description = "The model's folder; its name is the model's",
        Required = true,
        HelpName = "FOLDER",
    };
    private readonly Option<string> _encoder = new("--encoder")
    {
        Description = "A text encoder among the models, or its folder",
        DefaultValueFactory = _ => "minilm",
        HelpName = "NAME|FOLDER",
    };
    private readonly Option<string> _pooling = Choice(
        "--pooling", "What is taken of a caption: cls4 is [CLS] of the last four layers", "mean", "cls4");
    private readonly Option<int> _tokens = Number("--max-seq-len", "Tokens of a caption that are read", 64);
    private readonly Option<int> _hidden = Number("--hidden", "Units between the two layers", 384);
    private readonly Option<int> _epochs = Number("--epochs", "How often each account is seen", 10);
    private readonly Option<double> _rate = new("--learning-rate")
    {
        Description = "How far a step of Adam goes",
        DefaultValueFactory = _ => 0.0001,
        HelpName = "NUMBER",
    };
    private readonly Option<int> _batch = Number("--batch", "Accounts of a batch", 2);
    private readonly Option<int> _steps = Number("--accumulation-steps", "Batches that are gathered for a step", 10);
    private readonly Option<int> _print = Number("--print-step", "Say the loss each so many steps; 0 is never", 100);
    private readonly Option<int> _folds = Number("--folds", "Parts that take turns in being measured on", 5);
    private readonly Option<int> _seed = Number("--seed", "Decides which account goes where, and where weights begin", 2021);
    private readonly Option<string> _device = Choice("--device", "What computes", "cpu");
    private readonly Option<bool> _json = CommandOptions.Json();

    public static Command Create(Terminal terminal) => new CaptionsTrainCommand().Build(terminal);

    private Command Build(Terminal terminal)
    {
        var command = new Command("train", """
            Teach a model to tell accounts apart by their captions, and say how good it is.
            The model's folder gets a report.html to look at, with words alone beside.

            Examples:
              spotter captions train --input accounts.jsonl --out models/tone
              spotter captions train --input shops --labels labels.csv --out models/kind
              spotter captions train --input people --labels people.csv --age-cutoff 21 \
                --pooling cls4 --max-seq-len 18 --out models/age
            """)
        {
            _common.Input, _common.Labels, _common.Column, _common.Cutoff, _common.AgeCutoff, _output, _encoder, _pooling, _tokens, _hidden,
            _epochs, _rate, _batch, _steps, _print, _folds, _seed, _device, _common.NoCache, _json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var request = Read(result, host, terminal);
            CommandOptions.RequireOwn(host, request.OutputFolder);
            if (request.FindError() is { } wrong)
                throw new UsageException(wrong);

            var report = await terminal.WithStagesAsync(
                show => host.Get<CaptionTrainer>().TrainAsync(request, new ShownProgress(show, "encoding captions"), cancellationToken));
            if (result.GetValue(_json))
                terminal.Json(report, CliJson.Default.CaptionTrainingReport);
            else
                CaptionLines.Print(terminal, report);
            return ExitCode.Success;
        });
        return command;
    }

    private CaptionTrainingRequest Read(ParseResult result, CommandHost host, Terminal terminal) => new()
    {
        Input = result.GetValue(_common.Input)!,
        Labels = _common.ReadLabels(result),
        OutputFolder = result.GetValue(_output)!,
        Encoder = FindEncoder(host, result.GetValue(_encoder)!),
        Pooling = result.GetValue(_pooling) == "cls4" ? Pooling.Cls4 : Pooling.Mean,
        Tokens = result.GetValue(_tokens),
        Hidden = result.GetValue(_hidden),
        Epochs = result.GetValue(_epochs),
        LearningRate = result.GetValue(_rate),
        Batch = result.GetValue(_batch),
        AccumulationSteps = result.GetValue(_steps),
        Folds = result.GetValue(_folds),
        Seed = result.GetValue(_seed),
        CacheFolder = _common.CacheFolder(result, host),
        Print = result.GetValue(_print) is > 0 and var each ? (step, steps, loss) => PrintLoss(terminal, each, step, steps, loss) : null,
    };

    private static void PrintLoss(Terminal terminal, int each, int step, int steps, double loss)
    {
        if (step % each == 0)
            terminal.Note(string.Create(CultureInfo.InvariantCulture, $"step {step} of {steps}: loss {loss:0.000}"));
    }

    private static string FindEncoder(CommandHost host, string name)
    {
        if (!Directory.Exists(name) && !host.Get<ModelCatalog>().Names.Contains(name) && PackagedModels.Find(name) is not null)
            throw new UsageException($"The encoder {name} is not here yet. Add it: spotter models add {name}");
        return CaptionOptions.FolderOf(host, name);
    }

    private static Option<int> Number(string name, string description, int usual) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        HelpName = "N",
    };

    private static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        return option.AcceptOnlyFromAmong(words);
    }
}
