namespace Spotter.Models.Inference;

/// <summary>One of several tensors that a model runs on.</summary>
/// <param name="Name">The input's name in the model.</param>
/// <param name="Type">What the elements are.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Elements">In the machine's byte order.</param>
public sealed record InputTensor(string Name, ElementType Type, long[] Shape, ReadOnlyMemory<byte> Elements);
