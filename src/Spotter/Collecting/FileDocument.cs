using System.Text.Json.Serialization;
using Spotter.Pictures;
using Spotter.Posts;

namespace Spotter.Collecting;

/// <summary>A file of a <see cref="PostDocument"/>, a picture or a video, and what became of it.</summary>
public abstract record FileDocument
{
    private protected FileDocument()
    {
    }

    private protected FileDocument(FetchedFile file)
    {
        Sha256 = file.Id?.Hex;
        Failure = file.Failure;
        Lost = file.IsLost;
        Gone = file.IsGone;
        Unreadable = file.Unreadable;
        FailingSince = file.FailingSince;
    }

    /// <summary>Fills what is kept of any file into a record of this one.</summary>
    private protected T Fill<T>(T record) where T : FetchedFile => (T)((FetchedFile)record with
    {
        Id = PictureId.TryParse(Sha256, out var id) ? id : null,
        Failure = Failure,
        IsLost = Lost,
        IsGone = Gone,
        Unreadable = Unreadable,
        FailingSince = FailingSince,
    });

    /// <summary>What it is, for a person, as the beginning of a sentence.</summary>
    internal abstract string Kind { get; }

    /// <summary>The SHA-256 of its bytes, in hexadecimal digits; left out where it was not fetched.</summary>
    [JsonPropertyOrder(-1)]
    public string? Sha256 { get; init; }

    /// <summary>Its file, relative to the folder.</summary>
    [JsonPropertyOrder(-1)]
    public string? File { get; set; }

    /// <summary>Why it was not fetched or used.</summary>
    public string? Failure { get; init; }

    /// <summary>True where it was given up.</summary>
    public bool Lost { get; init; }

    /// <summary>True where its address led nowhere.</summary>
    public bool Gone { get; init; }

    /// <summary>How often what came was no such file that can be read.</summary>
    public int Unreadable { get; init; }

    /// <summary>Since when it fails.</summary>
    public DateTimeOffset? FailingSince { get; init; }
}
