namespace Spotter.Models;

/// <summary>Why what is kept of models is not what is used here.</summary>
/// <param name="Model">The model; null where it is all of them.</param>
/// <param name="Message">What is wrong, what goes on meanwhile, and what to do.</param>
public sealed record ModelProblem(string? Model, string Message);
