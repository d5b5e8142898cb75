using System.Runtime.CompilerServices;
using Spotter.Collecting;

namespace Spotter.Moving.Importing;

/// <summary>The folder of an export or of a collection, or parts of an archive that were unpacked into one folder.</summary>
internal sealed class ExportedFolder(string folder, ExportLines lines, ExportedPosts posts) : IArrival
{
    private const int MaxTold = 3;

    public string Kind => "an export";

    public string? Notice => lines.Other.Count == 0
        ? null
        : $".jsonl files that hold no posts of an export were passed over ({lines.Other.Count}): "
            + $"{string.Join(", ", lines.Other.Take(MaxTold))}{(lines.Other.Count > MaxTold ? ", ..." : "")}";

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var problem in lines.Unreadable)
            tally.Tell(problem);
        foreach (var file in lines.Posts)
            await foreach (var post in posts.ReadAsync(file, Path.GetFileName(file), folder, tally, cancellationToken))
                yield return post;
    }
}
