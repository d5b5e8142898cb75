namespace Spotter.Reading.Installed;

/// <summary>All there is to know of a reader, as its <c>model.json</c> says it.</summary>
public sealed record ReaderDescription
{
    /// <summary>What <see cref="Kind"/> is.</summary>
    public const string Reader = "reader";

    /// <summary>The reader's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Always <see cref="Reader"/>: a model of pictures has no kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What it reads, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>The licence of its models, and whose they are.</summary>
    public string? Licence { get; init; }

    /// <summary>Finds the lines.</summary>
    public required DetectionModel Detection { get; init; }

    /// <summary>Reads them.</summary>
    public required RecognitionModel Recognition { get; init; }

    /// <summary>Tells which are upside down.</summary>
    public required DirectionModel Direction { get; init; }
}
