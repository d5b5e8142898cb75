using Spotter.Learning.Requests;
using Spotter.Models;

namespace Spotter.Learning.Backbones;

/// <summary>The backbones at hand: the featurizers among the models, and the built-in one.</summary>
/// <param name="Models">Where models are.</param>
internal sealed record BackboneCandidates(ModelOptions Models)
{
    /// <summary>The backbones that a request may mean, at least one: the first is taken, and the others are compared with it.</summary>
    // A tensor belongs to one backbone, so whoever names it means the built-in one or names that, too.
    public async Task<IReadOnlyList<string>> ChooseAsync(TrainingRequest request, CancellationToken cancellationToken) => request switch
    {
        { Backbone: { } named } => [named],
        { FeatureTensor: not null } => [TrainingRequest.BuiltIn],
        { WordsOnly: true } => [(await FindAsync(cancellationToken)).FirstOrDefault(TrainingRequest.BuiltIn)],
        _ => [.. await FindAsync(cancellationToken), TrainingRequest.BuiltIn],
    };

    /// <summary>The folders of the featurizers, the largest network first: it was made to see the most.</summary>
    /// <exception cref="ModelStoreException">The disk does not give a description.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string Folder, long Bytes)>();
        foreach (var folder in Models.ListFolders().Where(Directory.Exists))
            foreach (var model in Directory.EnumerateDirectories(folder))
                if (await FindFeaturizerAsync(model, cancellationToken) is { } bytes && !found.Exists(one => IsSame(one.Folder, model)))
                    found.Add((model, bytes));
        return [.. found.OrderByDescending(one => one.Bytes).ThenBy(one => one.Folder, StringComparer.Ordinal).Select(one => one.Folder)];
    }

    // One of the operator's hides one of the same name that came with the program.
    private static bool IsSame(string one, string other) => Path.GetFileName(one) == Path.GetFileName(other);

    // A model that is broken is told by models list and doctor; a training that did not ask for it goes on without. One that the disk does
    // not give now may be the one to take.
    private static async Task<long?> FindFeaturizerAsync(string folder, CancellationToken cancellationToken)
    {
        if (Path.GetFileName(folder).StartsWith('.') || !File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile)))
            return null;

        try
        {
            if ((await ModelFiles.ReadHeadAsync(folder, cancellationToken)).Kind != ModelKind.Featurizer)
                return null;

            var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
            return new FileInfo(Path.Combine(folder, description.File)) is { Exists: true } file ? file.Length : null;
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }
}
