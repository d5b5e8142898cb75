using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Spotter.Azure.State;
using Spotter.Pictures;

namespace Spotter.Azure.Pictures;

/// <summary>Keeps pictures as blobs named by the SHA-256 of their bytes. A blob is visible when it is whole.</summary>
/// <param name="container">The container of pictures.</param>
public sealed class BlobPictureStore(BlobContainerClient container) : IPictureInventory
{
    /// <inheritdoc/>
    public async Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken)
    {
        var id = PictureId.Of(bytes.Span);
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Metadata = new Dictionary<string, string> { ["sha256"] = id.Hex },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await container.GetBlobClient(id.Hex).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
        }
        catch (RequestFailedException error)
            when (error.ErrorCode == BlobErrorCode.BlobAlreadyExists || error.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            // Named by its content: what is there is this.
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain(id, "written", error);
        }

        return id;
    }

    /// <inheritdoc/>
    public async Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken)
    {
        try
        {
            var blob = (await container.GetBlobClient(id.Hex).DownloadContentAsync(cancellationToken)).Value;
            return new StoredPicture(blob.Content.ToMemory(), blob.Details.ContentType);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain(id, "read", error);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PictureId> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(blobs))
            if (PictureId.TryParse(blobs.Current.Name, out var id))
                yield return id;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(PictureId id, CancellationToken cancellationToken)
    {
        try
        {
            await container.GetBlobClient(id.Hex).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain(id, "removed", error);
        }
    }

    private async Task<bool> MoveAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw new IOException(
                $"The pictures cannot be listed: {StorageErrors.Describe(container.Uri, error)}", StorageErrors.FindCause(error));
        }
    }

    private IOException Explain(PictureId id, string what, Exception error) =>
        new($"Picture {id} cannot be {what}: {StorageErrors.Describe(container.Uri, error)}", StorageErrors.FindCause(error));
}
