using Parquet;
using Parquet.Serialization;

namespace Spotter.Moving.Exporting;

/// <summary>Writes posts as Apache Parquet, a row for each picture.</summary>
internal static class ParquetPart
{
    // All rows of a group are in memory.
    private const int RowsPerGroup = 4_000;

    /// <summary>Writes the file.</summary>
    public static async Task WriteAsync(PartSpool spool, string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Create, FileAccess.ReadWrite);
        await foreach (var rows in spool.ReadAsync(cancellationToken)
            .SelectMany(post => PictureRow.Of(post).ToAsyncEnumerable())
            .Chunk(RowsPerGroup)
            .WithCancellation(cancellationToken))
            await ParquetSerializer.SerializeAsync(
                rows, stream, new ParquetOptions { Append = stream.Length > 0 }, cancellationToken: cancellationToken);
    }
}
