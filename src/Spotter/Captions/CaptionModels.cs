using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Captions;

/// <summary>
/// Finds models of captions by name and keeps those that were loaded, until their <c>model.json</c> is another. One caller at a time
/// computes: an encoder keeps every core busy.
/// </summary>
public sealed class CaptionModels(ModelCatalog models, IInferenceEngine engine, IOptions<ModelOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, (string Stamp, CaptionModelDescription Description)> _described =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, (string Stamp, CaptionModel Model)> _loaded = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>What a model's <c>model.json</c> says; nothing is loaded.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelException">There is no such model of captions, or its description cannot be read.</exception>
    public async Task<CaptionModelDescription> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var folder = models.FolderOf(name);
        var stamp = StampOf(folder);
        if (_described.TryGetValue(name, out var known) && known.Stamp == stamp)
            return known.Description;

        var description = await CaptionModel.DescribeAsync(folder, cancellationToken);
        _described[name] = (stamp, description);
        return description;
    }

    /// <summary>Has a model compute, when it is this caller's turn.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="use">Is lent the model, and may not keep it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelException">There is no such model of captions, or its files do not fit together.</exception>
    /// <exception cref="InferenceException">The engine failed.</exception>
    public async Task<T> UseAsync<T>(string name, Func<CaptionModel, T> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return use(await GetAsync(name, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, model) in _loaded.Values)
            model.Dispose();
        _turn.Dispose();
    }

    private async Task<CaptionModel> GetAsync(string name, CancellationToken cancellationToken)
    {
        var folder = models.FolderOf(name);
        var stamp = StampOf(folder);
        if (_loaded.TryGetValue(name, out var kept) && kept.Stamp == stamp)
            return kept.Model;

        var model = await CaptionModel.LoadAsync(folder, options.Value.MaxBytes, engine, cancellationToken);
        kept.Model?.Dispose();
        _loaded[name] = (stamp, model);
        return model;
    }

    // A model is put in place by its description, which is renamed over the former one.
    private static string StampOf(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, ModelFiles.DescriptionFile));
        return file.Exists ? $"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}" : "";
    }
}
