namespace Spotter.Collecting;

/// <summary>Which files of an account's posts are written, and where to.</summary>
public sealed record FilesRequest : PostChoice
{
    /// <summary>The folder; it is made if need be.</summary>
    public required string Folder { get; init; }

    /// <summary>How the files of pictures are called.</summary>
    public required FilePattern Pattern { get; init; }

    /// <summary>True for a <c>.json</c> and a <c>.txt</c> with the caption beside each post's first picture.</summary>
    public bool Sidecars { get; init; }
}
