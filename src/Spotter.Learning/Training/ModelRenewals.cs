using Microsoft.Extensions.Options;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Learning.Training;

/// <summary>Begins new versions of models, from what people labelled.</summary>
public sealed class ModelRenewals(
    ModelCatalog models,
    IOptions<ModelOptions> options,
    ModelCorrections corrections,
    DatasetExport export,
    PostRepository posts,
    TimeProvider time)
{
    private const int ShownDigits = 12;

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
            renewal.Labels = summary.Labels;
            renewal.Names = await NameAsync(summary.Said, cancellationToken);
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

    // The beginning of its id is what spotter review --set takes.
    private async Task<Dictionary<string, string>> NameAsync(IReadOnlyList<PictureLabel> said, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in said)
            names[one.Picture.Hex] =
                $"{one.Account}, post {await FindIdAsync(one, cancellationToken)}, picture {one.Picture.Hex[..ShownDigits]}";
        return names;
    }

    private async Task<string> FindIdAsync(PictureLabel said, CancellationToken cancellationToken)
    {
        try
        {
            return (await posts.FindAsync(said.Account, said.PostKey, cancellationToken))?.Value.Post.Id ?? PostKeys.Read(said.PostKey).Id;
        }
        catch (RecordException)
        {
            return PostKeys.Read(said.PostKey).Id;
        }
    }
}
