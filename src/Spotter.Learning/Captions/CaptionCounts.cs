namespace Spotter.Learning.Captions;

/// <summary>What was read, and what took no part.</summary>
public sealed record CaptionCounts
{
    /// <summary>Accounts that took part.</summary>
    public required int Accounts { get; init; }

    /// <summary>Their captions that count.</summary>
    public required int Captions { get; init; }

    /// <summary>Captions of which the encoder's vocabulary knows nothing: emoji only, or another script.</summary>
    public required int Wordless { get; init; }

    /// <summary>Posts without a caption, or with an empty one.</summary>
    public required int Empty { get; init; }

    /// <summary>Posts that were read twice, by account and id.</summary>
    public required int Repeated { get; init; }

    /// <summary>Accounts whose posts have no caption that says anything.</summary>
    public required IReadOnlyList<string> WithoutCaptions { get; init; }

    /// <summary>Accounts with captions and without a label.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>Accounts with a label and without captions.</summary>
    public required int Unknown { get; init; }

    /// <summary>Captions whose features were known from before.</summary>
    public required int Cached { get; init; }

    /// <summary>What was passed over, each with its place and the reason.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>All of it in a sentence.</summary>
    public string ToText() =>
        $"{Captions} captions of {Accounts} accounts, {Cached} known from before; took no part: {Empty} empty, {Wordless} without a known "
            + $"word, {Repeated} read twice, {WithoutCaptions.Count} accounts without captions, {Unlabelled} without a label; {Unknown} "
            + $"labels without captions, {Problems.Count} passed over.";
}
