using Spotter.Models;

namespace Spotter.Captions;

/// <summary>A text encoder shaped like BERT, as its <c>model.json</c> says it.</summary>
public sealed record EncoderDescription
{
    /// <summary>The encoder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Always <see cref="ModelKind.TextEncoder"/>.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>The ONNX file beside <c>model.json</c>.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of that file, and of its data files where it has such; null where nobody said.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The file beside it that holds the tokens, one a line: WordPiece with [CLS], [SEP], [UNK] and [PAD].</summary>
    public required string Vocabulary { get; init; }

    /// <summary>The SHA-256 of the vocabulary; null where nobody said.</summary>
    public string? VocabularySha256 { get; init; }

    /// <summary>True for a vocabulary of small letters without accents ("uncased"). Default true.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>The most tokens that it takes, [CLS] and [SEP] among them. Default 512.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>What its inputs are called.</summary>
    public required EncoderInputs Inputs { get; init; }

    /// <summary>The tensors that its layers give, each [captions, tokens, width], from the first layer to the last.</summary>
    public required IReadOnlyList<string> Layers { get; init; }
}
