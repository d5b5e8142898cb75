using Microsoft.Extensions.Options;
using Spotter.Models;

namespace Spotter.Web.Api;

/// <summary>
/// Says whether a model can be loaded. Why it cannot is kept until one of its files changes: anybody may ask for a host's health as often
/// as they like, and to load a model costs seconds and its size in memory.
/// </summary>
internal sealed class ModelHealth(ModelCatalog models, IOptions<ModelOptions> options)
{
    private volatile Failure? _failure;

    /// <exception cref="ModelException">It cannot be loaded; the message says why.</exception>
    public async Task CheckAsync(string model, CancellationToken cancellationToken)
    {
        var files = Describe(Path.Combine(options.Value.Folder, model));
        if (_failure is { } known && known.Model == model && known.Files == files)
            throw new ModelException(known.Message);

        try
        {
            await models.DescribeAsync(model, cancellationToken);
        }
        catch (ModelException error)
        {
            _failure = new Failure(model, files, error.Message);
            throw;
        }
    }

    private static string Describe(string folder) => Directory.Exists(folder)
        ? string.Join('|', new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(
            file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
        : "";

    private sealed record Failure(string Model, string Files, string Message);
}
