using System.Text.Json.Serialization;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Sources;

namespace Spotter.Collecting;

/// <summary>A picture of a <see cref="PostDocument"/>.</summary>
public sealed record PictureDocument : FileDocument
{
    /// <summary>A picture of which nothing is known yet.</summary>
    public PictureDocument()
    {
    }

    private PictureDocument(PictureRecord record) : base(record)
    {
    }

    internal override string Kind => "Picture";

    /// <summary>Where the source had it. May have expired.</summary>
    [JsonPropertyOrder(-2)]
    public required string Address { get; init; }

    /// <summary>What the source says of it.</summary>
    [JsonPropertyOrder(-2)]
    public string? AltText { get; init; }

    /// <summary>In pixels.</summary>
    public int Width { get; init; }

    /// <summary>In pixels.</summary>
    public int Height { get; init; }

    /// <summary>What the model said, the best first, with scores from 0 to 1.</summary>
    public IReadOnlyList<LabelScore>? Labels { get; init; }

    /// <summary>What a person said.</summary>
    public string? PersonsLabel { get; init; }

    /// <summary>Who said it, when, and of which model's word.</summary>
    public PictureLabel? Correction { get; init; }

    /// <summary>What is written in it, line by line; left out where it was not read.</summary>
    public IReadOnlyList<WordLine>? Words { get; init; }

    /// <summary>Lines of a script that the reader does not know, or that it cannot make out, with the letters it takes them for.</summary>
    public IReadOnlyList<WordLine>? Unread { get; init; }

    /// <summary>Who read it: the reader's name and the hash of its models.</summary>
    public string? Reader { get; init; }

    /// <summary>True where the labels go by the picture alone, and are to be computed again when its words are read.</summary>
    public bool ScoredWithoutWords { get; init; }

    /// <summary>True where its words may still decide something.</summary>
    public bool AsksForWords { get; init; }

    /// <summary>A picture of a post, and what a person says of it.</summary>
    internal static PictureDocument Of(PostPicture picture, PictureRecord record, PictureLabel? said) => new(record)
    {
        Address = picture.Address,
        AltText = picture.AltText,
        Width = record.Width,
        Height = record.Height,
        Labels = record.Scores.Count == 0 ? null : record.Scores,
        PersonsLabel = said?.Label,
        Correction = said,
        Words = record.Words?.Lines,
        Unread = record.Words?.Unread,
        Reader = record.Words?.Reader,
        ScoredWithoutWords = record.IsScoredWithoutWords,
        AsksForWords = record.AsksForWords,
    };

    /// <summary>The picture as it is kept.</summary>
    internal PictureRecord ToRecord() => Fill(new PictureRecord
    {
        Width = Width,
        Height = Height,
        Scores = Labels ?? [],
        IsScoredWithoutWords = ScoredWithoutWords,
        AsksForWords = AsksForWords,
        Words = Words is null ? null : new PictureWords(Reader ?? "", Words) { Unread = Unread },
    });
}
