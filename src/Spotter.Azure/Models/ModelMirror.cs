using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Uploading;

namespace Spotter.Azure.Models;

/// <summary>Brings what is kept into the folder of this instance: each version once, whole and with its SHA-256, or not at all.</summary>
internal sealed class ModelMirror(ModelBlobs blobs, IInferenceEngine engine, ModelOptions options, TimeProvider time)
{
    // Tells a version of this name from one that was kept elsewhere, and what is ours from what is not.
    private const string Mark = "archive.sha256";

    private readonly HashSet<string> _loadable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _wrong = new(StringComparer.Ordinal);

    /// <summary>Brings the versions that count, and has them used.</summary>
    /// <param name="index">What is kept.</param>
    /// <param name="all">True to bring the other versions, too.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What could not be had or used, and whether that may pass.</returns>
    public async Task<(IReadOnlyList<ModelProblem> Problems, bool MayPass)> ApplyAsync(
        ModelIndex index, bool all, CancellationToken cancellationToken)
    {
        var problems = new List<ModelProblem>();
        var mayPass = false;
        foreach (var (name, model) in index.Models)
        {
            await GuardAsync(name, "", () => ChooseAsync(name, model, cancellationToken));
            foreach (var version in model.Versions.Where(version => all && version.Name != model.InUse))
                await GuardAsync(
                    name, $"version {version.Name} of {name} cannot be had: ", () => BringAsync(name, version, cancellationToken));
        }

        await GuardAsync(null, "what is kept no more stays on this disk: ", () =>
        {
            Sweep(index);
            return Task.CompletedTask;
        });
        return (problems, mayPass);

        async Task GuardAsync(string? name, string what, Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (Exception error) when (IsProblem(error))
            {
                mayPass |= MayPass(error);
                problems.Add(new ModelProblem(name, $"{what}{error.Message}"));
            }
        }
    }

    /// <summary>Forgets what was wrong with archives: the same may be stored again.</summary>
    public void Forget() => _wrong.Clear();

    /// <summary>Brings a version and makes sure that it can be loaded here.</summary>
    /// <exception cref="ModelException">It cannot.</exception>
    /// <exception cref="IOException">The disk has no room for it, or it broke off.</exception>
    public async Task TryAsync(string name, KeptVersion version, CancellationToken cancellationToken)
    {
        await BringAsync(name, version, cancellationToken);
        if (_loadable.Contains(version.Sha256))
            return;

        var folder = ModelVersions.FolderOf(options.OwnFolderOf(name), version.Name);
        var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
        var bytes = await ModelFiles.ReadModelAsync(folder, description, options.MaxBytes, cancellationToken);
        LoadedModel.Load(folder, description, bytes, engine).Dispose();
        _loadable.Add(version.Sha256);
    }

    private static bool IsProblem(Exception error) => error is ModelException or IOException or UnauthorizedAccessException;

    private static bool MayPass(Exception error) => error is not ModelException or ModelStoreException;

    private async Task BringAsync(string name, KeptVersion version, CancellationToken cancellationToken)
    {
        var place = ModelVersions.FolderOf(options.OwnFolderOf(name), version.Name);
        if (MarkOf(place) == version.Sha256)
            return;
        if (_wrong.TryGetValue(version.Sha256, out var known))
            throw new ModelException(known);

        try
        {
            await BringAsync(version, place, cancellationToken);
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            // It is the same whenever it is fetched.
            _wrong[version.Sha256] = error.Message;
            throw;
        }
    }

    private async Task BringAsync(KeptVersion version, string place, CancellationToken cancellationToken)
    {
        using var staging = StagingFolder.Make(options.Folder, time);
        await blobs.FetchAsync(version, staging.Archive, cancellationToken);
        await ModelArchive.UnpackAsync(staging.Archive, staging.Model, long.MaxValue, cancellationToken);
        await ModelArchive.ReadAsync(staging.Model, options.MaxBytes, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(staging.Model, Mark), version.Sha256, cancellationToken);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        WholeFolder.Move(staging.Model, place);
    }

    // The version that counts, where it can be loaded; else the one that is used here, or that counted before, or that of the program.
    private async Task ChooseAsync(string name, KeptModel model, CancellationToken cancellationToken)
    {
        var own = options.OwnFolderOf(name);
        var used = ModelVersions.TryFindInUse(own);
        if (await FindProblemAsync(name, model, model.InUse, cancellationToken) is not { } problem)
        {
            if (used != model.InUse)
                ModelVersions.Use(own, model.InUse);
            return;
        }

        var told = $"version {model.InUse} of {name} counts and cannot be used here, nor another: {problem.Message}";
        foreach (var other in new[] { used, model.Before, ModelVersions.First }.OfType<string>().Where(other => other != model.InUse))
            if (await FindProblemAsync(name, model, other, cancellationToken) is null)
            {
                ModelVersions.Use(own, other);
                told = $"version {model.InUse} of {name} counts and cannot be used here, so {other} goes on: {problem.Message}";
                break;
            }

        throw MayPass(problem) ? new ModelStoreException(told, problem) : new ModelException(told, problem);
    }

    private async Task<Exception?> FindProblemAsync(string name, KeptModel model, string version, CancellationToken cancellationToken)
    {
        if (version == ModelVersions.First)
            return options.ComesWithProgram(name) ? null : new ModelException("no model of that name came with the program.");
        if (model.Versions.FirstOrDefault(kept => kept.Name == version) is not { } kept)
            return new ModelException("it is not kept.");

        try
        {
            await TryAsync(name, kept, cancellationToken);
            return null;
        }
        catch (Exception error) when (IsProblem(error))
        {
            return error;
        }
    }

    // What is kept no more. A version that is loaded goes on without its files.
    private void Sweep(ModelIndex index)
    {
        if (!Directory.Exists(options.Folder))
            return;

        foreach (var folder in Directory.EnumerateDirectories(options.Folder).Where(folder => !Path.GetFileName(folder).StartsWith('.')))
        {
            var kept = index.Models.GetValueOrDefault(Path.GetFileName(folder))?.Versions.Select(version => version.Name) ?? [];
            foreach (var version in ModelVersions.List(folder).Except(kept).Select(version => ModelVersions.FolderOf(folder, version)))
                if (MarkOf(version) is not null && ModelVersions.TryFindInUse(folder) != Path.GetFileName(version))
                    Directory.Delete(version, recursive: true);
        }
    }

    private static string? MarkOf(string folder)
    {
        var file = Path.Combine(folder, Mark);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
