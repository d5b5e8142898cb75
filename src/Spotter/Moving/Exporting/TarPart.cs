using System.Formats.Tar;
using System.Security.Cryptography;
using Spotter.Collecting;

namespace Spotter.Moving.Exporting;

/// <summary>
/// Writes an archive that is whole by itself: first its posts, then their pictures and videos, last a manifest. Laid beside each other,
/// the contents of all parts are one folder.
/// </summary>
internal sealed class TarPart(PictureCopies copies)
{
    /// <summary>Writes the archive of the posts in a spool, whose pictures are named.</summary>
    /// <param name="spool">The posts.</param>
    /// <param name="name">The part's name, without an ending.</param>
    /// <param name="time">The time of what has none.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The name of the archive.</returns>
    public async Task<string> WriteAsync(
        PartSpool spool, string name, DateTimeOffset time, ExportFolder folder, CancellationToken cancellationToken)
    {
        var unfinished = folder.PathOf($"{name}.tar{Manifest.Unfinished}");
        using var hash = SHA256.Create();
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
        {
            await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            await using (var tar = new TarWriter(hashed, TarEntryFormat.Pax))
                await WriteAsync(tar, spool, name, time, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, folder.PathOf($"{name}.tar"), overwrite: true);
        await folder.AddAsync(Convert.ToHexStringLower(hash.Hash!), $"{name}.tar", cancellationToken);
        return $"{name}.tar";
    }

    private async Task WriteAsync(
        TarWriter tar, PartSpool spool, string name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        using var manifest = new MemoryStream();
        await using (var posts = new FileStream(spool.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            await AddAsync(tar, $"{name}.jsonl", posts, time, cancellationToken);
        manifest.Write(Manifest.LineOf(await Manifest.HashAsync(spool.File, cancellationToken), $"{name}.jsonl"));
        await foreach (var post in spool.ReadAsync(cancellationToken))
            foreach (var (id, file) in post.ListNamed())
            {
                await using var bytes = await copies.OpenAsync(id, cancellationToken)
                    ?? throw new IOException($"{file} of post {post.Id} went away meanwhile. Run the same command again.");
                await AddAsync(tar, file, bytes, post.PostedAt, cancellationToken);
                manifest.Write(Manifest.LineOf(id.Hex, file));
            }

        manifest.Position = 0;
        await AddAsync(tar, $"{name}{Manifest.Ending}", manifest, time, cancellationToken);
    }

    private static async Task AddAsync(
        TarWriter tar, string name, Stream bytes, DateTimeOffset time, CancellationToken cancellationToken) =>
        await tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = bytes, ModificationTime = time }, cancellationToken);
}
