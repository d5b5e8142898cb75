using System.Security.Cryptography;
using Spotter.Pictures;

namespace Spotter.Moving.Copying;

/// <summary>Copies files of videos as their bytes come: none is held in memory.</summary>
internal sealed class VideoCopy(IVideoInventory from, IVideoInventory to) : FileCopy("video", parallel: 4)
{
    protected override IAsyncEnumerable<PictureId> ListFrom(CancellationToken cancellationToken) => from.ListAsync(cancellationToken);

    protected override IAsyncEnumerable<PictureId> ListTo(CancellationToken cancellationToken) => to.ListAsync(cancellationToken);

    protected override async Task<bool> TryCopyAsync(PictureId file, CancellationToken cancellationToken)
    {
        await using var video = await from.OpenAsync(file, cancellationToken);
        return video is null || await to.SaveAsync(file, video, cancellationToken);
    }

    protected override async Task<PictureId?> FindHashAsync(PictureId file, CancellationToken cancellationToken)
    {
        await using var copy = await to.OpenAsync(file, cancellationToken);
        return copy is null ? null : PictureId.OfHash(await SHA256.HashDataAsync(copy.Bytes, cancellationToken));
    }

    protected override Task RemoveFromAsync(PictureId file, CancellationToken cancellationToken) =>
        from.RemoveAsync(file, cancellationToken);

    protected override Task RemoveToAsync(PictureId file, CancellationToken cancellationToken) => to.RemoveAsync(file, cancellationToken);
}
