using System.Text.Json.Serialization;
using Spotter.Models.Hosted;

namespace Spotter.Models;

/// <summary>
/// All there is to know of a model, as <c>model.json</c> says it: any ONNX picture classifier runs from one, without code, and a hosted one
/// is asked.
/// </summary>
public sealed record ModelDescription
{
    /// <summary>The least score of a label that nobody recommended one for.</summary>
    public const double DefaultLeastScore = 0.5;

    /// <summary>The model's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>What it tells apart, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>A classifier or a featurizer; what describes other kinds has a shape of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ModelKind Kind { get; init; }

    /// <summary>Where the model is hosted; null for one that runs here.</summary>
    public HostedModel? Hosted { get; init; }

    // A reader generated from this type sets what a file leaves out to null, here and below.
    /// <summary>The ONNX file, beside <c>model.json</c>. Default <c>model.onnx</c>.</summary>
    public string File { get; init => field = value ?? "model.onnx"; } = "model.onnx";

    /// <summary>
    /// The SHA-256 of <see cref="File"/> and its data files (<see cref="ModelContent.Sha256"/>), 64 hexadecimal digits; null where it is
    /// not checked.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// How a picture becomes the model's input. Null for a hosted model, and only there: <see cref="ModelFiles"/> sees to that.
    /// </summary>
    public ModelInput Input { get; init; } = null!;

    /// <summary>How the model's output becomes scores. Null for a hosted model, and only there.</summary>
    public ModelOutput Output { get; init; } = null!;

    /// <summary>A second input that takes figures of the picture's words; null where the model looks at the picture alone.</summary>
    public ModelWords? Words { get; init; }

    /// <summary>
    /// The labels, in the order of the output's elements; of a hosted model, the concepts that are of interest; of a featurizer, none.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];

    /// <summary>The recommended least score by label, 0 to 1; labels may be absent (see <see cref="LeastScoreOf"/>).</summary>
    public IReadOnlyDictionary<string, double> LeastScores
    {
        get;
        init => field = value ?? new Dictionary<string, double>();
    } = new Dictionary<string, double>();

    /// <summary>How well it did and on what, in words and numbers; null where nobody measured.</summary>
    public ModelMeasurement? Measured { get; init; }

    /// <summary>When it was trained and on how many pictures; null where nobody says.</summary>
    public ModelTraining? Trained { get; init; }

    /// <summary>
    /// The options of <c>spotter train</c> that made it what it is, such as <c>--words-only --penalty 0.02</c>, for later versions of it;
    /// null where none was given.
    /// </summary>
    public string? TrainedWith { get; init; }

    /// <summary>What holds for a label where a rule gives no score: the recommended one, or <see cref="DefaultLeastScore"/>.</summary>
    public double LeastScoreOf(string label) => LeastScores.TryGetValue(label, out var recommended) ? recommended : DefaultLeastScore;
}
