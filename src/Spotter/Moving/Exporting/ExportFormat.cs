namespace Spotter.Moving.Exporting;

/// <summary>What an export is written as.</summary>
public enum ExportFormat
{
    /// <summary>A JSON Lines file for each account, and pictures.</summary>
    Folder,

    /// <summary>Archives of posts and their pictures, each whole by itself.</summary>
    Tar,

    /// <summary>A table for each account, a row for each picture; no pictures.</summary>
    Csv,

    /// <summary>A JSON Lines file for each account; no pictures.</summary>
    Jsonl,

    /// <summary>The table of <see cref="Csv"/> as Apache Parquet.</summary>
    Parquet,
}
