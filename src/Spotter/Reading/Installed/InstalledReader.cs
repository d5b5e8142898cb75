using Microsoft.Extensions.Options;
using Spotter.Models;

namespace Spotter.Reading.Installed;

/// <summary>Says whether the reader that the settings name is among the models.</summary>
public sealed class InstalledReader(IOptions<ReadingOptions> reading, IOptions<ModelOptions> models) : IReaderStatus
{
    /// <summary>The reader's folder.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public string Folder => ReaderFolder.Find(reading.Value.Model, models.Value) ?? throw new ModelException(Describe());

    /// <inheritdoc/>
    public string? FindProblem() => ReaderFolder.Find(reading.Value.Model, models.Value) is null ? Describe() : null;

    private string Describe() =>
        $"No reader is installed: {Path.GetFullPath(models.Value.Folder)} has no '{reading.Value.Model}'. Add it: spotter models add "
            + reading.Value.Model;
}
