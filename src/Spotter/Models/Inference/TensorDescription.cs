namespace Spotter.Models.Inference;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="ElementType">What it holds.</param>
/// <param name="Shape">Its dimensions; -1 for one that is not fixed.</param>
public sealed record TensorDescription(string Name, ElementType ElementType, IReadOnlyList<long> Shape);
