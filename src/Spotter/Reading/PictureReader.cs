using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading.Installed;

namespace Spotter.Reading;

/// <summary>
/// Reads with the reader that the settings name, one picture after the other with every core and on one thread, since each takes much
/// memory. Its models are loaded when the first picture is read.
/// </summary>
public sealed class PictureReader(
    IPictureDecoder decoder,
    IInferenceEngine engine,
    IOptions<ReadingOptions> reading,
    IOptions<ModelOptions> models,
    IOptions<PictureDownloadOptions> limits
) : IPictureReader, IReaderStatus, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lazy<ReadingThread> _thread = new();
    private LoadedReader? _reader;

    /// <inheritdoc/>
    public Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var info = Identify(picture);
        return InTurnAsync(reader => reader.Read(picture, info, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> IdentifyAsync(CancellationToken cancellationToken) => InTurnAsync(reader => reader.Name, cancellationToken);

    /// <summary>
    /// False where a picture has no words, as far as a first look at a small copy tells, which every reading begins with.
    /// </summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<bool> MayHaveWordsAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var info = Identify(picture);
        return InTurnAsync(reader => reader.MayHaveWords(picture, info), cancellationToken);
    }

    /// <inheritdoc/>
    public string? FindProblem() => FindFolder() is not null
        ? null
        : $"No reader is installed: {Path.GetFullPath(models.Value.Folder)} has no '{reading.Value.Model}'. Add it: spotter models add "
            + reading.Value.Model;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_thread.IsValueCreated)
            _thread.Value.Dispose();
        _reader?.Dispose();
        _turn.Dispose();
    }

    private PictureInfo Identify(ReadOnlyMemory<byte> picture)
    {
        var info = decoder.Identify(picture);
        return (long)info.Width * info.Height <= limits.Value.MaxPixels
            ? info
            : throw new PictureFormatException(
                $"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({limits.Value.MaxPixels})");
    }

    private async Task<T> InTurnAsync<T>(Func<LoadedReader, T> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var reader = _reader ??= await LoadedReader.LoadAsync(
                await OpenAsync(cancellationToken), engine, decoder, cancellationToken);
            return await _thread.Value.RunAsync(() => use(reader));
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task<ReaderFolder> OpenAsync(CancellationToken cancellationToken) =>
        FindFolder() is { } folder ? ReaderFolder.OpenAsync(folder, cancellationToken) : throw new ModelException(FindProblem()!);

    private string? FindFolder() => ReaderFolder.Find(reading.Value.Model, models.Value);
}
