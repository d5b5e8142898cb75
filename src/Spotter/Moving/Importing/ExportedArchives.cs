using System.Formats.Tar;
using System.Runtime.CompilerServices;
using Spotter.Collecting;
using Spotter.Pictures;

namespace Spotter.Moving.Importing;

/// <summary>The archives of an export. Each is read once, from its beginning to its end.</summary>
internal sealed class ExportedArchives(IReadOnlyList<string> files, ExportedPosts posts, ArrivedPictures pictures) : IArrival
{
    public string Kind => "archives of an export";

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = Path.GetTempFileName();
        try
        {
            foreach (var file in files)
            {
                await UnpackAsync(file, lines, tally, cancellationToken);
                await foreach (var post in posts.ReadAsync(lines, Path.GetFileName(file), folder: null, tally, cancellationToken))
                    yield return post;
            }
        }
        finally
        {
            File.Delete(lines);
        }
    }

    private async Task UnpackAsync(string file, string lines, PostTally tally, CancellationToken cancellationToken)
    {
        var shown = Path.GetFileName(file);
        var isTar = false;
        await using var found = File.Create(lines);
        try
        {
            // A pipe is waited for, and a device goes on for ever.
            if (PictureFile.LengthOf(file) == 0)
            {
                tally.Tell($"{shown} is empty, or a pipe or a device, and was passed over.");
                return;
            }

            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var tar = new TarReader(stream);
            while (await FindNextAsync(tar, cancellationToken) is { } entry)
            {
                isTar = true;
                await TakeAsync(entry, found, shown, tally, cancellationToken);
            }

            if (found.Length == 0)
                tally.Tell($"{shown} holds no posts of an export.");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            var why = error.Message.TrimEnd('.');
            tally.Tell(isTar
                ? $"{shown} is cut off or damaged: {why}. What stands before that is taken; fetch the file again and import it again."
                : $"{shown} is no tar part of an export, or damaged from its beginning: {why}.");
        }
    }

    // Whatever else the library throws at the head of an entry, its bytes are to blame.
    private static async Task<TarEntry?> FindNextAsync(TarReader tar, CancellationToken cancellationToken)
    {
        try
        {
            return await tar.GetNextEntryAsync(cancellationToken: cancellationToken);
        }
        catch (Exception error) when (error is not (IOException or OperationCanceledException or InvalidDataException))
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    // Only what is in an entry counts: its name leads to no file.
    private async Task TakeAsync(TarEntry entry, FileStream found, string shown, PostTally tally, CancellationToken cancellationToken)
    {
        if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            return;
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            || Manifest.FindInside("archive", entry.Name) is null)
            tally.Tell($"'{entry.Name}' in {shown} is a link or leads out of the archive, and was passed over.");
        else if (entry is { DataStream: { } data } && !entry.Name.EndsWith(Manifest.Ending, StringComparison.Ordinal))
            await TakeAsync(entry, data, found, shown, tally, cancellationToken);
    }

    private async Task TakeAsync(
        TarEntry entry, Stream data, FileStream found, string shown, PostTally tally, CancellationToken cancellationToken)
    {
        var before = found.Length;
        if (entry.Name.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            await data.CopyToAsync(found, cancellationToken);
            RequireLength(entry, found.Length - before);
        }
        else if (VideoSniffer.IsLike(entry.Name))
        {
            var arrived = await pictures.KeepVideoAsync(data, cancellationToken);
            if (arrived.Problem is { } problem)
                tally.Tell($"{entry.Name} in {shown} is no video that can be taken: {problem}.");
            else
                RequireLength(entry, arrived.Length);
        }
        else if (await pictures.ReadAsync(data, cancellationToken) is { } bytes)
        {
            RequireLength(entry, bytes.Length);
            if ((await pictures.KeepAsync(bytes, $"{entry.Name} in {shown} is no picture that can be taken", cancellationToken))
                is { Failure: { } problem })
                tally.Tell(problem);
        }
        else
            tally.Tell($"{entry.Name} in {shown} is larger than Pictures:MaxBytes allows, and was passed over.");
    }

    private static void RequireLength(TarEntry entry, long length)
    {
        if (length != entry.Length)
            throw new EndOfStreamException($"{entry.Name} ends after {length} of {entry.Length} bytes");
    }
}
