using System.Text.Json;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Web.Models;

namespace Spotter.Cli.Commands;

/// <summary>The other end of <see cref="RenewalProcess"/>: a training that says how far it is in lines of JSON.</summary>
internal sealed class RenewalLines(Terminal terminal) : IProgress<TrainingProgress>
{
    private const int Percents = 100;

    private readonly Lock _lock = new();
    private (TrainingStage Stage, long Percent)? _said;

    /// <summary>Ends when the input does, which is when whoever asked is gone or wants no more.</summary>
    public static CancellationTokenSource EndWithInput(CancellationToken cancellationToken)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _ = Task.Run(
            () =>
            {
                using var input = Console.OpenStandardInput();
                while (input.ReadByte() >= 0)
                {
                }

                ended.Cancel();
            },
            CancellationToken.None);
        return ended;
    }

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            var percent = (value.Stage, (long)Percents * value.Done / Math.Max(1, value.Total));
            if (_said == percent)
                return;

            _said = percent;
            Write(new RenewalLine(new RenewalStep(ShownProgress.NameOf(value.Stage), value.Done, value.Total), null));
        }
    }

    /// <summary>Says what came of it.</summary>
    public void End(ModelRenewal renewal, TrainingReport report) => Write(new RenewalLine(null, OutcomeOf(renewal, report)));

    /// <summary>What a page says of a training.</summary>
    private static RenewalOutcome OutcomeOf(ModelRenewal renewal, TrainingReport report) => new()
    {
        Version = renewal.Version,
        Pictures = report.Evaluation.Pictures,
        Accuracy = report.Evaluation.Accuracy,
        Interval = report.Evaluation.AccuracyInterval,
        Comparison = report.Comparison?.ToString() ?? $"It cannot be compared with the one in use: {report.ComparisonProblem}",
        IsClearlyWorse = report.Comparison is { IsClearlyWorse: true },
        IsClearlyBetter = report.Comparison is { IsClearlyBetter: true },
        Warnings = [.. report.Warnings, .. renewal.Problems],
    };

    private void Write(RenewalLine line) => terminal.Line(JsonSerializer.Serialize(line, CliLinesJson.Default.RenewalLine));
}
