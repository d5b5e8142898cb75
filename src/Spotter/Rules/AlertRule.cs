namespace Spotter.Rules;

/// <summary>What is worth an alert.</summary>
/// <param name="Label">A label of the watch's model.</param>
/// <param name="LeastScore">Alerts from this score on, 0 to 1.</param>
/// <param name="Channel">The name of a channel in the settings, for example <c>slack</c> or <c>console</c>.</param>
public sealed record AlertRule(string Label, double LeastScore, string Channel);
