using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Spotter.Azure.State;
using Spotter.Pictures;

namespace Spotter.Azure.Pictures;

/// <summary>
/// Keeps the files of videos as blobs named by the SHA-256 of their bytes. A blob is visible when it is whole: its blocks are committed
/// at once, and blocks that never are vanish by themselves. Where there is no container, there are no videos.
/// </summary>
/// <param name="container">The container of videos.</param>
public sealed class BlobVideoStore(BlobContainerClient container) : IVideoInventory
{
    private const int BlockBytes = 4 * 1024 * 1024;
    private const int ReadBytes = 1024 * 1024;

    /// <inheritdoc/>
    public async IAsyncEnumerable<PictureId> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blobs = container.GetBlobsAsync(cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(blobs))
            if (PictureId.TryParse(blobs.Current.Name, out var id))
                yield return id;
    }

    /// <inheritdoc/>
    public async Task<bool> ContainsAsync(PictureId id, CancellationToken cancellationToken)
    {
        try
        {
            return await container.GetBlobClient(id.Hex).ExistsAsync(cancellationToken);
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain(id, "read", error);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredVideo?> OpenAsync(PictureId id, CancellationToken cancellationToken)
    {
        try
        {
            var blob = container.GetBlobClient(id.Hex);
            var type = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentType;
            var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadBytes };
            var stream = await blob.OpenReadAsync(options, cancellationToken);
            return new StoredVideo(new ExplainedStream(stream, error => Explain(id, "read", error)), type);
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            return null;
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain(id, "read", error);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> SaveAsync(PictureId id, StoredVideo video, CancellationToken cancellationToken)
    {
        var blob = container.GetBlockBlobClient(id.Hex);
        try
        {
            var (blocks, written) = await StageAsync(blob, video.Bytes, cancellationToken);
            if (written != id)
                return false;

            var options = new CommitBlockListOptions
            {
                HttpHeaders = new BlobHttpHeaders { ContentType = video.MediaType },
                Metadata = new Dictionary<string, string> { ["sha256"] = id.Hex },
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            };
            await blob.CommitBlockListAsync(blocks, options, cancellationToken);
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

        return true;
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

    private static async Task<(List<string> Blocks, PictureId Written)> StageAsync(
        BlockBlobClient blob, Stream bytes, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var blocks = new List<string>();
        var buffer = new byte[BlockBytes];
        while (await bytes.ReadAtLeastAsync(buffer, BlockBytes, throwOnEndOfStream: false, cancellationToken) is var read and > 0)
        {
            hash.AppendData(buffer, 0, read);
            // The names of a blob's blocks are of one length.
            var name = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
            await blob.StageBlockAsync(name, new MemoryStream(buffer, 0, read), cancellationToken: cancellationToken);
            blocks.Add(name);
        }

        return (blocks, PictureId.OfHash(hash.GetCurrentHash()));
    }

    private async Task<bool> MoveAsync(IAsyncEnumerator<BlobItem> blobs)
    {
        try
        {
            return await blobs.MoveNextAsync();
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            return false;
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw new IOException(
                $"The videos cannot be listed: {StorageErrors.Describe(container.Uri, error)}", StorageErrors.FindCause(error));
        }
    }

    private static bool IsMissing(RequestFailedException error) =>
        error.Status == 404 && (error.ErrorCode is null
            || error.ErrorCode == BlobErrorCode.BlobNotFound || error.ErrorCode == BlobErrorCode.ContainerNotFound);

    private IOException Explain(PictureId id, string what, Exception error) =>
        new($"Video {id} cannot be {what}: {StorageErrors.Describe(container.Uri, error)}", StorageErrors.FindCause(error));
}
