using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Spotter.Azure.State;
using Spotter.Models;
using Spotter.Models.Uploading;

namespace Spotter.Azure.Models;

/// <summary>The blobs of models: <c>index.json</c>, and an archive for each version, called by the SHA-256 of its bytes.</summary>
internal sealed class ModelBlobs(BlobContainerClient container, TimeProvider time)
{
    private const string IndexName = "index.json";
    private const int NotModified = 304;

    // An upload writes its archive before the index names it.
    private static readonly TimeSpan Unnamed = TimeSpan.FromHours(1);

    /// <summary>Reads the index.</summary>
    /// <param name="known">Its state at the last look.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where it is still in that state.</returns>
    /// <exception cref="ModelStoreException">It cannot be read.</exception>
    public async Task<ReadIndex?> ReadAsync(ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = known } };
            var answer = await container.GetBlobClient(IndexName).DownloadContentAsync(options, cancellationToken);
            // The client takes 304 for an answer without a body, and no error.
            if (answer.GetRawResponse().Status == NotModified)
                return null;

            var blob = answer.Value;
            return new ReadIndex(Parse(blob.Content), blob.Details.ETag);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return new ReadIndex(new ModelIndex(), null);
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain("read", error);
        }
    }

    /// <summary>Writes the index, unless somebody else did since it was read.</summary>
    /// <returns>False where somebody did.</returns>
    /// <exception cref="ModelStoreException">It cannot be written.</exception>
    public async Task<bool> TryWriteAsync(ModelIndex index, ETag? read, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            Conditions = read is null
                ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = read },
        };
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(index, ModelIndexJson.Default.ModelIndex);
            await container.GetBlobClient(IndexName).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return false;
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain("written", error);
        }
    }

    /// <summary>Stores an archive.</summary>
    /// <exception cref="ModelStoreException">It cannot be stored.</exception>
    public async Task<(string Sha256, long Bytes)> SaveAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        stream.Position = 0;
        try
        {
            var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = ModelArchive.MediaType } };
            await container.GetBlobClient(NameOf(sha256)).UploadAsync(stream, options, cancellationToken);
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain("written", error);
        }

        return (sha256, stream.Length);
    }

    /// <summary>Downloads an archive, and makes sure that it is the one that was stored.</summary>
    /// <exception cref="ModelStoreException">It cannot be read now.</exception>
    /// <exception cref="ModelException">It is gone or another.</exception>
    public async Task FetchAsync(KeptVersion version, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, useAsync: true);
            using var blob = (await container.GetBlobClient(NameOf(version.Sha256)).DownloadStreamingAsync(
                cancellationToken: cancellationToken)).Value;
            var copied = await BoundedCopy.RunAsync(blob.Content, target, version.Bytes, cancellationToken);
            target.Position = 0;
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellationToken));
            if (copied != version.Bytes || sha256 != version.Sha256)
                throw new ModelException(
                    $"the archive {NameOf(version.Sha256)} in {Place} is not the one that was stored. Upload the version again.");
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw new ModelException($"the archive {NameOf(version.Sha256)} is gone from {Place}. Upload the version again.");
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain("read", error);
        }
    }

    /// <summary>Removes archives that no version has.</summary>
    /// <exception cref="ModelStoreException">They cannot be listed or removed.</exception>
    public async Task SweepAsync(ModelIndex index, CancellationToken cancellationToken)
    {
        var named = index.Models.Values.SelectMany(model => model.Versions).Select(version => NameOf(version.Sha256)).Append(IndexName)
            .ToHashSet(StringComparer.Ordinal);
        try
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
                if (!named.Contains(blob.Name) && time.GetUtcNow() - blob.Properties.LastModified > Unnamed)
                    await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
        catch (Exception error) when (StorageErrors.IsStorageError(error))
        {
            throw Explain("removed", error);
        }
    }

    private string Place => container.Uri.GetLeftPart(UriPartial.Path);

    private static string NameOf(string sha256) => $"{sha256}.zip";

    private ModelIndex Parse(BinaryData content)
    {
        try
        {
            var index = JsonSerializer.Deserialize(content, ModelIndexJson.Default.ModelIndex);
            if (index is not { Format: ModelIndex.Current })
                throw new JsonException($"Its format is {index?.Format}, and this program reads {ModelIndex.Current}.");

            if (index.Models.FirstOrDefault(pair => pair.Value is null) is { Key: { } nothing })
                throw new JsonException($"'{nothing}' is null.");

            // The names become folders.
            return index.Models.Keys.Concat(index.Models.Values.SelectMany(model => model.Versions).Select(version => version.Name))
                .FirstOrDefault(name => name.Length == 0 || name[0] == '.' || name != Path.GetFileName(name)) is { } wrong
                ? throw new JsonException($"'{wrong}' cannot be a name.")
                : index;
        }
        catch (JsonException error)
        {
            throw new ModelStoreException(
                $"{IndexName} in {Place} cannot be read: {error.Message} Restore it, or remove it and upload the models again.", error);
        }
    }

    private ModelStoreException Explain(string what, Exception error) =>
        new($"The models cannot be {what}: {StorageErrors.Describe(container.Uri, error)}", StorageErrors.FindCause(error));
}
