using Spotter.Collecting.Layouts;

namespace Spotter.Collecting;

/// <summary>Which files of an account's posts are written, and where to.</summary>
public sealed record FilesRequest : PostChoice
{
    /// <summary>The folder; it is made if need be.</summary>
    public required string Folder { get; init; }

    /// <summary>How the files are called, and what is written beside them.</summary>
    public required IFileLayout Layout { get; init; }
}
