using Microsoft.Extensions.Options;

namespace Spotter.Pictures;

/// <summary>Stores the bytes of a picture when all of it was read.</summary>
public sealed class PictureIntake(IPictureDecoder decoder, IPictureStore pictures, IOptions<PictureDownloadOptions> options)
{
    /// <summary>Checks and stores a picture.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="strictly">As <see cref="IPictureDecoder.Check"/> takes it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PictureFormatException">It is no picture, is damaged, or has more pixels than are allowed.</exception>
    /// <exception cref="IOException">It could not be stored.</exception>
    public async Task<(PictureId Id, PictureInfo Info)> KeepAsync(
        ReadOnlyMemory<byte> bytes, bool strictly, CancellationToken cancellationToken)
    {
        var info = decoder.Identify(bytes);
        if ((long)info.Width * info.Height > options.Value.MaxPixels)
            throw new PictureFormatException(
                $"it has {info.Width} x {info.Height} pixels, more than Pictures:MaxPixels allows ({options.Value.MaxPixels}).");

        decoder.Check(bytes, strictly);
        return (await pictures.SaveAsync(bytes, info.MediaType, cancellationToken), info);
    }
}
