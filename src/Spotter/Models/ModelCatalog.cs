using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Spotter.Models.Inference;

namespace Spotter.Models;

/// <summary>
/// Finds models by name, in the operator's folder and among those that came with the program, and keeps those that were loaded.
/// </summary>
public sealed class ModelCatalog(IInferenceEngine engine, IOptions<ModelOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedModel>>> _loaded = new(StringComparer.Ordinal);

    /// <summary>
    /// The names of the models of pictures that are here, sorted; a folder of another kind, as a reader of words is, is none. Hidden
    /// folders are models that are being made.
    /// </summary>
    public IReadOnlyList<string> Names => [.. Folders.SelectMany(ModelsIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Folders =>
        options.Value.BuiltInFolder is { } builtIn ? [options.Value.Folder, builtIn] : [options.Value.Folder];

    /// <summary>The folder of a model: of the operator's, before one of the same name that came with the program.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public string FolderOf(string name)
    {
        if (Folders.FirstOrDefault(folder => NamesIn(folder).Contains(name)) is { } found)
            return ModelFiles.KindOf(Path.Combine(found, name)) is { } kind
                ? throw new ModelException($"'{name}' is a {kind}, and this takes a model that says what pictures show.")
                : Path.Combine(found, name);

        var known = Names.Count == 0 ? "none" : string.Join(", ", Names);
        var folders = Folders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
        throw new ModelException($"There is no model '{name}' in {string.Join(" or ", folders)}. There are: {known}.");
    }

    /// <summary>Finds a model and loads it the first time.</summary>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<LoadedModel> GetAsync(string name, CancellationToken cancellationToken)
    {
        var model = _loaded.GetOrAdd(name, _ => new Lazy<Task<LoadedModel>>(() => LoadAsync(name)));
        try
        {
            return await model.Value.WaitAsync(cancellationToken);
        }
        catch when (model.Value is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            // The operator may put right what was wrong while this host runs.
            _loaded.TryRemove(KeyValuePair.Create(name, model));
            throw;
        }
    }

    /// <summary>Reads what a model's <c>model.json</c> says; a model that runs here is loaded, too, so that it is known to fit.</summary>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    public async Task<ModelDescription> DescribeAsync(string name, CancellationToken cancellationToken) =>
        await FindHostedAsync(name, cancellationToken) ?? (await GetAsync(name, cancellationToken)).Description;

    /// <summary>Reads what a model's <c>model.json</c> says, and loads nothing.</summary>
    /// <exception cref="ModelException">There is no such model, or its description cannot be read.</exception>
    public Task<ModelDescription> ReadDescriptionAsync(string name, CancellationToken cancellationToken) =>
        ModelFiles.ReadDescriptionAsync(FolderOf(name), cancellationToken);

    /// <summary>Reads the description of a hosted model; null for one that runs here.</summary>
    /// <exception cref="ModelException">There is no such model, or its description cannot be read.</exception>
    public async Task<ModelDescription?> FindHostedAsync(string name, CancellationToken cancellationToken)
    {
        if (_loaded.TryGetValue(name, out var model) && model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            return null;

        var description = await ReadDescriptionAsync(name, cancellationToken);
        return description.Hosted is null ? null : description;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _loaded.Values)
            if (model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                model.Value.Result.Dispose();
    }

    private static IEnumerable<string> ModelsIn(string folder) =>
        NamesIn(folder).Where(name => ModelFiles.KindOf(Path.Combine(folder, name)) is null);

    private static IEnumerable<string> NamesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateDirectories(folder)
            .Where(model => File.Exists(Path.Combine(model, ModelFiles.DescriptionFile)))
            .Select(model => Path.GetFileName(model))
            .Where(name => !name.StartsWith('.'));

    private async Task<LoadedModel> LoadAsync(string name)
    {
        var folder = FolderOf(name);
        var description = await ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None);
        var file = await ModelFiles.ReadModelAsync(folder, description, options.Value.MaxBytes, CancellationToken.None);
        return LoadedModel.Load(folder, description, file, engine);
    }
}
