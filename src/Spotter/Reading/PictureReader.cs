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
) : IPictureReader, IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private LoadedReader? _reader;

    /// <inheritdoc/>
    public async Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var reader = _reader ?? await LoadAsync(cancellationToken);
        var info = decoder.Identify(picture);
        if ((long)info.Width * info.Height > limits.Value.MaxPixels)
            throw new PictureFormatException(
                $"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({limits.Value.MaxPixels})");

        return reader.Read(picture, info, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _loading.Dispose();
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

    private Task<ReaderFolder> OpenAsync(CancellationToken cancellationToken)
    {
        var name = reading.Value.Model;
        return ReaderFolder.Find(name, models.Value) is { } folder
            ? ReaderFolder.OpenAsync(folder, cancellationToken)
            : throw new ModelException(
                $"No reader is installed: {Path.GetFullPath(models.Value.Folder)} has no '{name}'. Add it: spotter models add {name}");
    }
}
