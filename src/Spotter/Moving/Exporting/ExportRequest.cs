using Spotter.Accounts;
using Spotter.Collecting;

namespace Spotter.Moving.Exporting;

/// <summary>What is exported, and where to.</summary>
public sealed record ExportRequest : PostChoice
{
    /// <summary>The folder; it is made if need be.</summary>
    public required string Folder { get; init; }

    /// <summary>What it is written as.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>The most bytes of a tar part; a post that is larger by itself is a part of its own. Default 350 MB.</summary>
    public long ChunkBytes { get; init; } = 350_000_000;

    /// <summary>Whose posts; null for every account that has one.</summary>
    public IReadOnlyList<AccountId>? Accounts { get; init; }

    /// <summary>The most posts of each account, the newest; null for all.</summary>
    public int? MaxPosts { get; init; }

    /// <summary>How the files of pictures are called.</summary>
    public FilePattern Pattern { get; init; } = FilePattern.Parse(FilePattern.Usual);

    /// <summary>What was asked for, in a person's words: an export that was cut off is gone on with by the same words only.</summary>
    public required string Words { get; init; }
}
