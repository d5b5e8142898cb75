using Microsoft.Extensions.Options;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Web.Models;

namespace Spotter.Web.Tests.Models;

/// <summary>Trains as the command does, in this process: one of its own would take longer than the training of a few pictures.</summary>
internal sealed class TrainerHere(ModelRenewals renewals, ModelTrainer trainer, IOptions<TrainingOptions> options) : IModelRenewer
{
    /// <summary>Holds a training back until a test lets it go on.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public IReadOnlyList<string> FoldersOf(string model) => options.Value.FoldersOf(model);

    public async Task<RenewalOutcome> RenewAsync(string model, Action<RenewalStep> tell, CancellationToken cancellationToken)
    {
        tell(new RenewalStep("looking at pictures", 1, 4));
        if (Gate is { } gate)
            await gate.Task.WaitAsync(cancellationToken);
        using var renewal = await renewals.BeginAsync(model, static (_, _) => { }, static _ => { }, cancellationToken);
        var told = new Progress<TrainingProgress>(step => tell(new RenewalStep($"{step.Stage}", step.Done, step.Total)));
        var report = await trainer.TrainAsync(renewal.RequestWith(FoldersOf(model)), told, cancellationToken);
        return new RenewalOutcome
        {
            Version = renewal.Version,
            Pictures = report.Evaluation.Pictures,
            Accuracy = report.Evaluation.Accuracy,
            Interval = report.Evaluation.AccuracyInterval,
            Comparison = report.Comparison?.ToString() ?? $"It cannot be compared: {report.ComparisonProblem}",
            Warnings = [.. report.Warnings, .. renewal.Problems],
        };
    }
}
