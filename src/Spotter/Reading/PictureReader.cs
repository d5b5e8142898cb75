using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading.Installed;

namespace Spotter.Reading;

/// <summary>Reads with the reader that the settings name; its models are loaded when the first picture is read.</summary>
public sealed class PictureReader(
    IPictureDecoder decoder,
    IInferenceEngine engine,
    IOptions<ReadingOptions> reading,
    IOptions<ModelOptions> models,
    IOptions<PictureDownloadOptions> limits
) : IPictureReader, IReaderStatus, IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private LoadedReader? _reader;

    /// <inheritdoc/>
    public async Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var reader = _reader ?? await LoadAsync(cancellationToken);
        return reader.Read(picture, Identify(picture), cancellationToken);
    }

    /// <summary>
    /// False where a picture has no words, as far as a first look at a small copy tells, which every reading begins with.
    /// </summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<bool> MayHaveWordsAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var reader = _reader ?? await LoadAsync(cancellationToken);
        return reader.MayHaveWords(picture, Identify(picture));
    }

    /// <inheritdoc/>
    public string? FindProblem() => FindFolder() is not null
        ? null
        : $"No reader is installed: {Path.GetFullPath(models.Value.Folder)} has no '{reading.Value.Model}'. Add it: spotter models add "
            + reading.Value.Model;

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _loading.Dispose();
    }

    private PictureInfo Identify(ReadOnlyMemory<byte> picture)
    {
        var info = decoder.Identify(picture);
        return (long)info.Width * info.Height <= limits.Value.MaxPixels
            ? info
            : throw new PictureFormatException(
                $"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({limits.Value.MaxPixels})");
    }

    private async Task<LoadedReader> LoadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return _reader ??= await LoadedReader.LoadAsync(await OpenAsync(cancellationToken), engine, decoder, cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    private Task<ReaderFolder> OpenAsync(CancellationToken cancellationToken) =>
        FindFolder() is { } folder ? ReaderFolder.OpenAsync(folder, cancellationToken) : throw new ModelException(FindProblem()!);

    private string? FindFolder() => ReaderFolder.Find(reading.Value.Model, models.Value);
}
