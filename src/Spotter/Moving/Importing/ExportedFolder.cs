using System.Runtime.CompilerServices;
using Spotter.Collecting;

namespace Spotter.Moving.Importing;

/// <summary>The folder of an export or of a collection, or parts of an archive that were unpacked into one folder.</summary>
internal sealed class ExportedFolder(string folder, IReadOnlyList<string> files, ExportedPosts posts) : IArrival
{
    public string Kind => "an export";

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in files)
            await foreach (var post in posts.ReadAsync(file, Path.GetFileName(file), folder, tally, cancellationToken))
                yield return post;
    }
}
