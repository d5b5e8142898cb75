namespace Spotter.Reporting.Reading;

/// <summary>What a model of captions says of an account.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Label">The label.</param>
internal sealed record Suggestion(string Model, string Label);
