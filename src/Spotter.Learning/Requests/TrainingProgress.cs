namespace Spotter.Learning.Requests;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">How many pictures are done in this stage.</param>
/// <param name="Total">How many there are.</param>
public sealed record TrainingProgress(TrainingStage Stage, int Done, int Total);
