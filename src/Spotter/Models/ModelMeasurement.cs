using System.Text.Json.Serialization;
using Spotter.Insights;

namespace Spotter.Models;

/// <summary>How well a model did on pictures it was not trained on.</summary>
/// <param name="Data">What the pictures were and where they came from.</param>
/// <param name="Pictures">How many there were.</param>
/// <param name="Accuracy">The share of them whose best label was right, 0 to 1.</param>
public sealed record ModelMeasurement(string Data, int Pictures, double Accuracy)
{
    /// <summary>Where the accuracy truly lies on pictures like these.</summary>
    [JsonIgnore]
    public Interval Interval => Interval.Exact((int)Math.Round(Accuracy * Math.Max(0, Pictures)), Math.Max(0, Pictures));
}
