using Spotter.Models;

namespace Spotter.Web.Api;

/// <summary>
/// Says whether a model can be loaded. Why it cannot is kept until one of its files changes: anybody may ask for a host's health as often
/// as they like, and to load a model costs seconds and its size in memory.
/// </summary>
internal sealed class ModelHealth(ModelCatalog models)
{
    private volatile Failure? _failure;

    /// <exception cref="ModelException">It cannot be loaded; the message says why.</exception>
    public async Task CheckAsync(string model, CancellationToken cancellationToken)
    {
        var files = FindFiles(model);
        if (files is not null && _failure is { } known && known.Model == model && known.Files == files)
            throw new ModelException(known.Message);

        try
        {
            await models.DescribeAsync(model, cancellationToken);
        }
        // A place that cannot be reached now is no fault of the model.
        catch (ModelException error) when (error is not ModelStoreException)
        {
            _failure = new Failure(model, files, error.Message);
            throw;
        }
    }

    // Of the version in use; null where there is none, which costs nothing to find out again.
    private string? FindFiles(string model)
    {
        try
        {
            var folder = new DirectoryInfo(models.FolderOf(model));
            return string.Join('|', folder.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).Select(
                file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception error) when (error is ModelException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Failure(string Model, string? Files, string Message);
}
