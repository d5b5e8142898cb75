using System.Globalization;
using Spotter.Captions;
using Spotter.Learning.Captions;
using Spotter.Models;
using Spotter.Models.Inference;

namespace CaptionBench;

/// <summary>Trains with each pooling and length, as the command does.</summary>
internal sealed class TableRun(EncoderFolder encoder, string accounts, IInferenceEngine engine)
{
    public async Task RunAsync()
    {
        Console.WriteLine("| pooling | tokens | features | accuracy | 95 % sure | AUC | only it right, only words | s |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        WordsAloneResult? words = null;
        foreach (var pooling in new[] { Pooling.Cls4, Pooling.Mean })
            foreach (var tokens in new[] { 18, 64 })
                words = await TrainAsync(pooling, tokens);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| words alone | | | {words!.Accuracy:0.000} | {words.AccuracyInterval.Low:0.000} to {words.AccuracyInterval.High:0.000} | "
                + $"{words.Auc:0.000} | | |"));
    }

    private async Task<WordsAloneResult> TrainAsync(Pooling pooling, int tokens)
    {
        var output = Directory.CreateTempSubdirectory("spotter-bench-").FullName;
        try
        {
            var trainer = new CaptionTrainer(
                engine, Microsoft.Extensions.Options.Options.Create(new ModelOptions()), TimeProvider.System);
            var report = await trainer.TrainAsync(
                new CaptionTrainingRequest
                {
                    Input = accounts,
                    OutputFolder = Path.Combine(output, "model"),
                    Encoder = encoder.Folder,
                    Pooling = pooling,
                    Tokens = tokens,
                },
                progress: null,
                CancellationToken.None);
            var measured = report.Evaluation;
            var compared = report.WordsAlone.Comparison;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {pooling.ToString().ToLowerInvariant()} | {tokens} | {report.Features} | {measured.Accuracy:0.000} | "
                    + $"{measured.AccuracyInterval.Low:0.000} to {measured.AccuracyInterval.High:0.000} | {measured.Auc:0.000} | "
                    + $"{compared.OnlyNew}, {compared.OnlyOld} | {report.Duration.TotalSeconds:0} |"));
            return report.WordsAlone;
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }
}
