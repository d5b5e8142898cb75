using System.Text.Json.Serialization;

namespace Spotter.Rules;

/// <summary>What is worth an alert.</summary>
/// <param name="Label">A label of the watch's model.</param>
/// <param name="LeastScore">
/// Alerts from this score on, 0 to 1, as a person gave it; null for what the model recommends when it judges.
/// </param>
/// <param name="Channel">The name of a channel in the settings, for example <c>slack</c> or <c>console</c>.</param>
public sealed record AlertRule(
    string Label, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? LeastScore, string Channel)
{
    /// <summary>Reads a stored rule: where earlier versions left the score out, it was 0; none is written as null.</summary>
    [JsonConstructor]
    public AlertRule(string label, string channel, double? leastScore = 0)
        : this(label, leastScore, channel)
    {
    }
}
