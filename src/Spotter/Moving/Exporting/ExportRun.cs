using System.Text.Json;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Moving.Exporting;

/// <summary>One run of an export: reads posts, and closes a part where it is full or its account ends.</summary>
internal sealed class ExportRun(
    ExportFolder folder,
    ExportRequest request,
    ExportJournal begun,
    PostDocuments documents,
    PictureCopies copies,
    Action<string, int, int> report)
{
    private readonly PostTally _tally = new();

    // What was not given out until the last post that is in a part: a run that goes on after it meets the rest again.
    private PostTally _told = new();
    private ExportJournal _journal = null!;
    private PartSpool? _part;

    private bool HasPictures => request.Format is ExportFormat.Folder or ExportFormat.Tar;

    /// <summary>Exports what is left.</summary>
    public async Task<ExportSummary> RunAsync(CancellationToken cancellationToken)
    {
        _journal = begun;
        try
        {
            // Also what is cut off before its first whole part is known again.
            _journal = await folder.SaveAsync(begun, cancellationToken);
            for (var at = begun.AccountsDone; at < begun.Accounts.Count; at++)
                await ExportAsync(begun.Accounts[at], at, cancellationToken);
            if (_part is not null)
                await CloseAsync(begun.Accounts.Count - 1, begun.Accounts.Count, after: null, taken: 0, cancellationToken);
            _journal = await folder.SaveAsync(_journal with { Written = Tell(), IsWhole = true }, cancellationToken);
            folder.Complete();
            return _journal.Written;
        }
        catch (IOException error)
        {
            throw new IOException(
                $"The export stopped: {error.Message.TrimEnd('.')}. {_journal.Written.Parts} parts below {folder.Path} are whole; put that "
                    + "right, or free some space, and run the same command again: it goes on after them.",
                error);
        }
        finally
        {
            await DropAsync();
        }
    }

    private async Task ExportAsync(AccountId account, int index, CancellationToken cancellationToken)
    {
        var choice = request with { Bounds = begun.Bounds, FoundUntil = begun.StartedAt };
        var (after, taken) = index == begun.AccountsDone ? (begun.After, begun.Taken) : (null, 0);
        var left = (request.MaxPosts ?? int.MaxValue) - taken;
        await foreach (var post in documents.ListAsync(account, choice, after, _tally, cancellationToken).Take(left))
        {
            var lengths = HasPictures ? await NameAsync(post, cancellationToken) : [];
            var line = JsonSerializer.SerializeToUtf8Bytes(post, DocumentJson.Default.PostDocument);
            var bytes = PartSpool.Measure(line, lengths);
            if (request.Format == ExportFormat.Tar && _part is { Posts: > 0 } full && full.Bytes + bytes > request.ChunkBytes)
                await CloseAsync(index, index, after, taken, cancellationToken);
            _part ??= new PartSpool(folder.PathOf($"posts{Manifest.Unfinished}"));
            await _part.AddAsync(line, post, bytes, cancellationToken);
            _told = _tally.Copy();
            after = PostKeys.Of(post.ToRecord().Post);
            taken++;
        }

        _told = _tally.Copy();
        if (request.Format != ExportFormat.Tar && _part is not null)
            await CloseAsync(index, index + 1, after: null, taken: 0, cancellationToken);
        report("", index + 1, begun.Accounts.Count);
    }

    private async Task<IReadOnlyList<long>> NameAsync(PostDocument post, CancellationToken cancellationToken)
    {
        var lengths = new List<long>();
        foreach (var (index, file) in post.Files)
            if (!PictureId.TryParse(file.Sha256, out var id))
                continue;
            else if (await copies.FindAsync(id, cancellationToken) is var (extension, length))
            {
                file.File = request.Pattern.Format(PictureName.Of(post, index, file, id, extension));
                lengths.Add(length);
            }
            else
                _tally.Tell($"{file.Kind} {id} of post {post.Id} is gone from its store: its file is left out.");

        return lengths;
    }

    private async Task CloseAsync(int index, int accountsDone, string? after, int taken, CancellationToken cancellationToken)
    {
        var part = _part!;
        await part.DisposeAsync();
        var name = await WriteAsync(part, begun.Accounts[index], cancellationToken);
        var written = Tell();
        _journal = await folder.SaveAsync(
            _journal with
            {
                AccountsDone = accountsDone,
                After = after,
                Taken = taken,
                Written = written with
                {
                    Parts = written.Parts + 1,
                    Posts = written.Posts + part.Posts,
                    Pictures = written.Pictures + part.Pictures,
                    Videos = written.Videos + part.Videos,
                },
            },
            cancellationToken);
        await DropAsync();
        report(name, accountsDone, begun.Accounts.Count);
    }

    private async Task<string> WriteAsync(PartSpool part, AccountId account, CancellationToken cancellationToken)
    {
        if (request.Format == ExportFormat.Tar)
            return await new TarPart(copies).WriteAsync(
                part, PartNames.Of(_journal.Written.Parts + 1), begun.StartedAt, folder, cancellationToken);

        if (request.Format == ExportFormat.Folder)
            await PlaceAsync(part, cancellationToken);
        var name = Path.ChangeExtension(AccountFiles.NameOf(account), null);
        if (request.Format is ExportFormat.Folder or ExportFormat.Jsonl)
            return await folder.KeepAsync(part.File, $"{name}.jsonl", cancellationToken);

        var table = folder.PathOf($"table{Manifest.Unfinished}");
        if (request.Format == ExportFormat.Csv)
            await TablePart.WriteCsvAsync(part, table, cancellationToken);
        else
            await ParquetPart.WriteAsync(part, table, cancellationToken);
        return await folder.KeepAsync(table, $"{name}.{request.Format.ToString().ToLowerInvariant()}", cancellationToken);
    }

    private async Task PlaceAsync(PartSpool part, CancellationToken cancellationToken)
    {
        await foreach (var post in part.ReadAsync(cancellationToken))
            foreach (var (id, file) in post.ListNamed())
            {
                await copies.PlaceAsync(id, folder.PathOf(file), post.PostedAt, cancellationToken);
                await folder.AddAsync(id.Hex, file, cancellationToken);
            }
    }

    // What was not given out since the last part.
    private ExportSummary Tell()
    {
        var written = _journal.Written;
        var told = written with
        {
            LeftOut = written.LeftOut + _told.LeftOut,
            Undecided = written.Undecided + _told.Undecided,
            Problems = [.. written.Problems.Concat(_told.Problems).Take(PostTally.MaxTold)],
        };
        _tally.Forget(_told);
        _told = new PostTally();
        return told;
    }

    private async Task DropAsync()
    {
        if (_part is not { } part)
            return;

        _part = null;
        await part.DisposeAsync();
        File.Delete(part.File);
    }
}
