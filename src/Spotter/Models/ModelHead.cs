namespace Spotter.Models;

/// <summary>What every <c>model.json</c> says, whatever the model is for.</summary>
/// <param name="Name">The model's name; null where it is missing.</param>
/// <param name="Kind">What the model is for.</param>
/// <param name="Summary">What it does, in a sentence; null where nobody said.</param>
public sealed record ModelHead(string? Name, ModelKind Kind, string? Summary);
