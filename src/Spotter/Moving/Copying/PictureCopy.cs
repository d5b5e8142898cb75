using Spotter.Pictures;

namespace Spotter.Moving.Copying;

/// <summary>Copies pictures.</summary>
internal sealed class PictureCopy(IPictureInventory from, IPictureInventory to) : FileCopy("picture", parallel: 8)
{
    protected override IAsyncEnumerable<PictureId> ListFrom(CancellationToken cancellationToken) => from.ListAsync(cancellationToken);

    protected override IAsyncEnumerable<PictureId> ListTo(CancellationToken cancellationToken) => to.ListAsync(cancellationToken);

    protected override async Task<bool> TryCopyAsync(PictureId file, CancellationToken cancellationToken)
    {
        if (await from.ReadAsync(file, cancellationToken) is not { } picture)
            return true;
        if (PictureId.Of(picture.Bytes.Span) != file)
            return false;

        await to.SaveAsync(picture.Bytes, picture.MediaType, cancellationToken);
        return true;
    }

    protected override async Task<PictureId?> FindHashAsync(PictureId file, CancellationToken cancellationToken) =>
        await to.ReadAsync(file, cancellationToken) is { } copy ? PictureId.Of(copy.Bytes.Span) : null;

    protected override Task RemoveFromAsync(PictureId file, CancellationToken cancellationToken) =>
        from.RemoveAsync(file, cancellationToken);

    protected override Task RemoveToAsync(PictureId file, CancellationToken cancellationToken) => to.RemoveAsync(file, cancellationToken);
}
