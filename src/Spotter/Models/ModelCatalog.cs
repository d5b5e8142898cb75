using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Spotter.Models.Inference;

namespace Spotter.Models;

/// <summary>
/// Finds models by name, in the operator's folder and among those that came with the program, and keeps those that were loaded.
/// </summary>
/// <param name="engine">Runs them.</param>
/// <param name="options">Says where they are.</param>
/// <param name="store">Brings there what is kept elsewhere; null where nothing is.</param>
public sealed class ModelCatalog(IInferenceEngine engine, IOptions<ModelOptions> options, IModelStore? store = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, Kept> _loaded = new(StringComparer.Ordinal);

    /// <summary>The names of the models that are here, sorted. Hidden folders are models that are being made.</summary>
    public IReadOnlyList<string> Names => [.. Folders.SelectMany(NamesIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IReadOnlyList<string> Folders => options.Value.ListFolders();

    /// <summary>The folder of a model: of the operator's, before one of the same name that came with the program.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public string FolderOf(string name)
    {
        if (Folders.FirstOrDefault(folder => NamesIn(folder).Contains(name)) is { } found)
            return ModelVersions.Resolve(Path.Combine(found, name));

        throw NoModel(name);
    }

    /// <summary>The folder of a model's first version: the operator's, or the one that came with the program.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public string FirstFolderOf(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile))) ?? FolderOf(name);

    /// <summary>The versions of a model, the oldest first. The first one is left out where its folder is gone.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public IReadOnlyList<string> VersionsOf(string name)
    {
        var first = File.Exists(Path.Combine(FirstFolder(name), ModelFiles.DescriptionFile));
        string[] versions =
            [.. first ? [ModelVersions.First] : Array.Empty<string>(), .. ModelVersions.List(options.Value.OwnFolderOf(name))];
        return versions.Length > 0 ? versions : throw NoModel(name);
    }

    /// <summary>The version of a model that counts; null where what names it cannot be read.</summary>
    public string? FindVersionInUse(string name) => ModelVersions.TryFindInUse(options.Value.OwnFolderOf(name));

    /// <summary>The folder of a version of a model.</summary>
    /// <exception cref="ModelException">There is no such model, or no such version of it.</exception>
    public string VersionFolderOf(string name, string version)
    {
        var versions = VersionsOf(name);
        if (!versions.Contains(version))
            throw ModelException.OfInput($"{name} has no version '{version}'. There are: {string.Join(", ", versions)}.");

        return version == ModelVersions.First ? FirstFolder(name) : ModelVersions.FolderOf(options.Value.OwnFolderOf(name), version);
    }

    /// <summary>Loads a version of a model, whether it counts or not. Who asks keeps it.</summary>
    /// <exception cref="ModelException">There is no such version, or its files do not fit together, or it is hosted.</exception>
    public async Task<LoadedModel> LoadVersionAsync(string name, string version, CancellationToken cancellationToken) =>
        await LoadAsync(name, VersionFolderOf(name, version), cancellationToken);

    /// <summary>Why a model that was loaded before goes on in place of the one that counts; null where that one is used.</summary>
    public string? FindProblem(string name) => _loaded.TryGetValue(name, out var kept) && kept is { Last: not null, Error: { } error }
        ? $"the version that was loaded before goes on, since the one in use cannot be loaded: {error.Message}"
        : null;

    /// <summary>
    /// Finds a model and loads it the first time, and again when its <c>model.json</c> is another. Where that cannot be loaded, the one
    /// that was loaded before goes on.
    /// </summary>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<LoadedModel> GetAsync(string name, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var stamp = StampOf(name);
        var before = _loaded.GetValueOrDefault(name);
        if (before is { IsReady: true } && (stamp is null || before.Stamp == stamp))
            return await before.Model.Value;

        var kept = _loaded.AddOrUpdate(name, _ => Load(null), (_, now) => now.Stamp == stamp ? now : Load(now.Last));
        try
        {
            return await kept.Model.Value.WaitAsync(cancellationToken);
        }
        catch (ModelException error) when (kept.Last is not null)
        {
            // What the disk does not give now it may give the next time.
            if (error is ModelStoreException)
                _loaded.TryUpdate(name, kept with { Stamp = null }, kept);
            return kept.Last;
        }
        catch when (kept.Model.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            // The operator may put right what was wrong while this host runs.
            _loaded.TryRemove(KeyValuePair.Create(name, kept));
            throw;
        }

        Kept Load(LoadedModel? last) =>
            new(stamp, new Lazy<Task<LoadedModel>>(() => LoadAsync(name, FolderOf(name), CancellationToken.None)), last);
    }

    /// <summary>Reads what a model's <c>model.json</c> says; a model that runs here is loaded, too, so that it is known to fit.</summary>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<ModelDescription> DescribeAsync(string name, CancellationToken cancellationToken) =>
        await FindHostedAsync(name, cancellationToken) ?? (await GetAsync(name, cancellationToken)).Description;

    /// <summary>Reads what a model's <c>model.json</c> says, and loads nothing.</summary>
    /// <exception cref="ModelException">There is no such model, or its description cannot be read.</exception>
    public async Task<ModelDescription> ReadDescriptionAsync(string name, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return await ModelFiles.ReadDescriptionAsync(FolderOf(name), cancellationToken);
    }

    /// <summary>Reads the description of a hosted model; null for one that runs here.</summary>
    /// <exception cref="ModelException">There is no such model, or its description cannot be read.</exception>
    public async Task<ModelDescription?> FindHostedAsync(string name, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        if (_loaded.TryGetValue(name, out var model) && model.IsReady && model.Stamp == StampOf(name))
            return null;

        var description = await ReadDescriptionAsync(name, cancellationToken);
        return description.Hosted is null ? null : description;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _loaded.Values)
            if (model.IsReady)
                model.Model.Value.Result.Dispose();
    }

    private Task RefreshAsync(CancellationToken cancellationToken) =>
        store?.RefreshAsync(atOnce: false, cancellationToken) ?? Task.CompletedTask;

    private ModelException NoModel(string name)
    {
        var known = Names.Count == 0 ? "none" : string.Join(", ", Names);
        var folders = Folders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
        return ModelException.OfInput($"There is no model '{name}' in {string.Join(" or ", folders)}. There are: {known}.");
    }

    // A name may come from an address: it leads to nothing but a folder that is listed.
    private string FirstFolder(string name) => Names.Contains(name)
        ? Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile)), options.Value.OwnFolderOf(name))
        : throw NoModel(name);

    // A model is put in place by its description, which is renamed over the former one.
    private string? StampOf(string name)
    {
        try
        {
            var folder = Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(ModelVersions.IsModel);
            return folder is not null && new FileInfo(Path.Combine(
                ModelVersions.Resolve(folder), ModelFiles.DescriptionFile)) is { Exists: true } file
                ? $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}"
                : null;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static IEnumerable<string> NamesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateDirectories(folder)
            .Where(ModelVersions.IsModel)
            .Select(model => Path.GetFileName(model))
            .Where(name => !name.StartsWith('.'));

    private async Task<LoadedModel> LoadAsync(string name, string folder, CancellationToken cancellationToken)
    {
        var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
        if (description.Kind == ModelKind.Featurizer)
            throw ModelException.OfInput(
                $"{name} has no labels: classifiers are trained on it. Train one: spotter train FOLDER --backbone {folder} --out "
                    + $"{Path.Combine(options.Value.Folder, "NAME")}");

        var file = await ModelFiles.ReadModelAsync(folder, description, options.Value.MaxBytes, cancellationToken);
        return LoadedModel.Load(folder, description, file, engine);
    }

    // A model that was replaced is not disposed: a picture may be with it still. Its session is freed when nobody holds it.
    private sealed record Kept(string? Stamp, Lazy<Task<LoadedModel>> Model, LoadedModel? Before)
    {
        public bool IsReady => Model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

        public Exception? Error =>
            Model is { IsValueCreated: true, Value: { IsFaulted: true } load } ? load.Exception.InnerException : null;

        public LoadedModel? Last => IsReady ? Model.Value.Result : Before;
    }
}
