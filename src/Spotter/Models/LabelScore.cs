using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>What a model says of a picture.</summary>
/// <param name="Label">One of the model's labels.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Region">Where in the picture it scores best; null where the score is that of the whole picture.</param>
public sealed record LabelScore(
    string Label, float Score, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PictureRegion? Region = null);
