using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Spotter.Models.Inference;

namespace Spotter.Models;

/// <summary>Finds models by name and keeps those that were loaded.</summary>
public sealed class ModelCatalog(IInferenceEngine engine, IOptions<ModelOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedModel>>> _loaded = new(StringComparer.Ordinal);

    /// <summary>The names of the models in the folder, sorted. Hidden folders are models that are being made.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            if (!Directory.Exists(options.Value.Folder))
                return [];

            return [.. Directory.EnumerateDirectories(options.Value.Folder)
                .Where(folder => File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile)))
                .Select(folder => Path.GetFileName(folder))
                .Where(name => !name.StartsWith('.'))
                .Order(StringComparer.Ordinal)];
        }
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

    private string FolderOf(string name)
    {
        if (!Names.Contains(name))
        {
            var known = Names.Count == 0 ? "none" : string.Join(", ", Names);
            throw new ModelException($"There is no model '{name}' in {Path.GetFullPath(options.Value.Folder)}. There are: {known}.");
        }

        return Path.Combine(options.Value.Folder, name);
    }

    private async Task<LoadedModel> LoadAsync(string name)
    {
        var folder = FolderOf(name);
        var description = await ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None);
        var file = await ModelFiles.ReadModelAsync(folder, description, options.Value.MaxBytes, CancellationToken.None);
        return LoadedModel.Load(folder, description, file, engine);
    }
}
