namespace Spotter.Learning.Training;

/// <summary>The pictures of a label in a training.</summary>
/// <param name="Label">The label.</param>
/// <param name="Pictures">How many different pictures it has.</param>
/// <param name="Training">How many of them the head was fitted to.</param>
/// <param name="Validation">How many its settings were chosen on.</param>
/// <param name="Test">How many it was measured on.</param>
public sealed record TrainedLabel(string Label, int Pictures, int Training, int Validation, int Test);
