using Microsoft.Extensions.Options;
using Spotter.Corrections;
using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>Begins new versions of models, from what people labelled.</summary>
public sealed class ModelRenewals(
    ModelCatalog models, IOptions<ModelOptions> options, ModelCorrections corrections, DatasetExport export, TimeProvider time)
{
    /// <summary>Puts what people labelled into a folder.</summary>
    /// <param name="model">The model that gets a new version.</param>
    /// <param name="report">Told how many of how many pictures are there.</param>
    /// <param name="tellUnreadable">Told of watches that cannot be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ModelException">There is no such model.</exception>
    /// <exception cref="CorrectionException">Nobody labelled a picture of the model.</exception>
    public async Task<ModelRenewal> BeginAsync(
        string model, Action<int, int> report, Action<string> tellUnreadable, CancellationToken cancellationToken)
    {
        var former = models.FolderOf(model);
        var trainedWith = (await ModelFiles.ReadDescriptionAsync(former, cancellationToken)).TrainedWith;
        var renewal = new ModelRenewal(new CorrectionsFolder())
        {
            Model = model,
            Former = former,
            TrainedWith = trainedWith,
            OutputFolder = ModelVersions.Next(options.Value.OwnFolderOf(model), time.GetUtcNow()),
        };
        try
        {
            var request = new DatasetRequest
            {
                Folder = renewal.Corrections,
                Model = model,
                WatchedByModel = await corrections.ListWatchedAsync(model, tellUnreadable, cancellationToken),
            };
            var summary = await export.RunAsync(request, report, cancellationToken);
            renewal.Problems = summary.Problems;
            return summary.Labels.Count > 0
                ? renewal
                : throw new CorrectionException($"Nobody labelled a picture that {model} classified. Label some: spotter review");
        }
        catch
        {
            renewal.Dispose();
            throw;
        }
    }
}
