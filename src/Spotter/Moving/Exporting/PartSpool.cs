using System.Runtime.CompilerServices;
using System.Text.Json;
using Spotter.Collecting;

namespace Spotter.Moving.Exporting;

/// <summary>The posts of a part that is being made, in a file: however many they are, they take no memory.</summary>
/// <param name="file">The file.</param>
internal sealed class PartSpool(string file) : IAsyncDisposable
{
    // The headers of an entry with its times, and what rounds it up.
    private const int EntryBytes = 3 * 1024;

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly FileStream _lines = System.IO.File.Create(file);

    /// <summary>The file.</summary>
    public string File => file;

    /// <summary>How many posts it holds.</summary>
    public int Posts { get; private set; }

    /// <summary>How many pictures they have.</summary>
    public int Pictures { get; private set; }

    /// <summary>How many videos they have.</summary>
    public int Videos { get; private set; }

    /// <summary>How many bytes an archive of them takes, at most.</summary>
    public long Bytes { get; private set; } = 4 * EntryBytes;

    /// <summary>How many bytes a post adds.</summary>
    public static long Measure(byte[] post, IEnumerable<long> files) =>
        post.Length + 1 + files.Sum(length => length + EntryBytes + PartNames.LineBytes);

    /// <summary>Adds a post.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="post">The same, with the names of its files.</param>
    /// <param name="bytes">How many bytes it adds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(byte[] line, PostDocument post, long bytes, CancellationToken cancellationToken)
    {
        await _lines.WriteAsync(line, cancellationToken);
        await _lines.WriteAsync(LineEnd, cancellationToken);
        Posts++;
        Pictures += post.Pictures.Count(picture => picture.File is not null);
        Videos += post.Videos?.Count(video => video.File is not null) ?? 0;
        Bytes += bytes;
    }

    /// <summary>Reads the posts again.</summary>
    public async IAsyncEnumerable<PostDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in System.IO.File.ReadLinesAsync(file, cancellationToken))
            yield return JsonSerializer.Deserialize(line, DocumentJson.Default.PostDocument)!;
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
