using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Reads the words in the classified pictures of one post and keeps them with it, so that none is read twice. What it cannot read in a
/// minute it leaves to the next call, which its answer says it needs.
/// </summary>
public sealed class ReadWords(PostRepository posts, IPictureStore pictures, IPictureReader reader, PostGuard guard, TimeProvider time)
    : IActivity<ReadWords, PostTask, PostStep>
{
    // Others read at the same time, a picture each in turn: a host that ends an activity which is late would lose all that it read.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(1);

    // More than any board has; a record has a bound.
    private const int MaxLines = 500;

    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("ReadWords");

    /// <summary>True for a picture whose words can be read and were not.</summary>
    internal static bool IsToRead(PictureRecord picture) => picture is { Id: not null, Failure: null, Words: null };

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => ReadAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> ReadAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        if (before.Stage != PostStage.Stored || !before.Pictures.Any(IsWanted))
            return new PostStep { Stage = before.Stage };

        // One after the other: a reading keeps every core busy.
        var started = time.GetTimestamp();
        var read = new List<PictureRecord>();
        foreach (var picture in before.Pictures)
            read.Add(IsWanted(picture) && time.GetElapsedTime(started) < MaxTime ? await ReadAsync(picture, cancellationToken) : picture);
        await posts.SaveAsync(input.Account, input.PostKey, stored, before with { Pictures = read }, [], cancellationToken);
        return new PostStep { Stage = before.Stage, NeedsWords = read.Any(IsWanted) };

        bool IsWanted(PictureRecord picture) =>
            IsToRead(picture) && (picture.AsksForWords || input.Collecting is { ReadsWords: true });
    }

    private async Task<PictureRecord> ReadAsync(PictureRecord picture, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(picture.Id!.Value, cancellationToken) is not { } file)
            return picture with { Words = Nothing };

        try
        {
            var words = await reader.ReadAsync(file.Bytes, cancellationToken);
            return picture with
            {
                Words = words with { Lines = [.. words.Lines.Take(MaxLines)], Unread = words.Unread?.Take(MaxLines).ToList() },
            };
        }
        catch (PictureFormatException)
        {
            return picture with { Words = Nothing };
        }
    }

    // What cannot be read is as good as empty: a rule that waited for it would wait for ever.
    private static PictureWords Nothing { get; } = new("", []);
}
