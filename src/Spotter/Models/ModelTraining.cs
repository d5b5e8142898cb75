namespace Spotter.Models;

/// <summary>When a model was trained, and on how much.</summary>
/// <param name="At">When.</param>
/// <param name="Pictures">How many different pictures had a part in it.</param>
public sealed record ModelTraining(DateTimeOffset At, int Pictures);
