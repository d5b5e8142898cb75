using Microsoft.Extensions.Options;

namespace Spotter.Models;

/// <summary>Keeps models in the folder that the catalogue reads: all instances see the same.</summary>
public sealed class FolderModelStore(IOptions<ModelOptions> options, TimeProvider time) : IModelStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelProblem> Problems => [];

    /// <inheritdoc/>
    public Task RefreshAsync(bool atOnce, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<string> AddAsync(string model, string folder, CancellationToken cancellationToken)
    {
        var own = options.Value.OwnFolderOf(model);
        if (options.Value.IsBuiltIn(own))
            throw ModelException.OfInput(
                $"{own} is in the folder of the models that came with the program, which the next version replaces. Set Models:Folder.");

        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var place = PlaceOf(model, own);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                WholeFolder.Move(folder, place);
                return Task.FromResult(place == own ? ModelVersions.First : Path.GetFileName(place));
            }
            catch (IOException) when (Path.Exists(place) && Directory.Exists(folder))
            {
                // Another one was added meanwhile, and took the name.
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new ModelStoreException($"{place} cannot be written: {error.Message}", error);
            }
        }
    }

    /// <inheritdoc/>
    public Task UseAsync(string model, string version, CancellationToken cancellationToken)
    {
        ModelVersions.Use(options.Value.OwnFolderOf(model), version);
        return Task.CompletedTask;
    }

    private string PlaceOf(string model, string own)
    {
        if (ModelVersions.IsModel(own) || options.Value.ComesWithProgram(model))
            return ModelVersions.Next(own, time.GetUtcNow());

        return Path.Exists(own)
            ? throw ModelException.OfInput($"{own} exists and holds no model, so none is put there. Remove it, or choose another name.")
            : own;
    }
}
