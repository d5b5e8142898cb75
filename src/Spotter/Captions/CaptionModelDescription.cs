using System.Text.Json.Serialization;
using Spotter.Models;

namespace Spotter.Captions;

/// <summary>A model that says of an account, by its captions, how well each label fits, as its <c>model.json</c> says it.</summary>
public sealed record CaptionModelDescription
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Always <see cref="ModelKind.CaptionClassifier"/>.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>What it tells apart, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>The ONNX file: encoder and head (<see cref="CaptionGraph"/>).</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of that file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The encoder inside, whose vocabulary lies beside the model.</summary>
    public required EncoderDescription Encoder { get; init; }

    /// <summary>What is taken of the encoder's layers.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>The tokens of a caption that are read, [CLS] and [SEP] among them.</summary>
    public required int Tokens { get; init; }

    /// <summary>The labels, in the order of the scores.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The recommended least score by label, 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> LeastScores { get; init; } = new Dictionary<string, double>();

    /// <summary>Which of its files this is, by the beginning of its SHA-256.</summary>
    [JsonIgnore]
    public string Version => Sha256[..Math.Min(Sha256.Length, 12)];

    /// <summary>What holds for a label where a rule gives no score: the recommended one, or a half.</summary>
    public double LeastScoreOf(string label) =>
        LeastScores.TryGetValue(label, out var recommended) ? recommended : ModelDescription.DefaultLeastScore;

    /// <summary>What a best score was worth on accounts that the head was not fitted to, in rising order.</summary>
    public IReadOnlyList<ScoreWorth> Worth { get; init; } = [];

    /// <summary>How well it did on accounts that it was not fitted to.</summary>
    public ModelMeasurement? Measured { get; init; }
}
