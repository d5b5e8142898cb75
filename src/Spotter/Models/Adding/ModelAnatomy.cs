using Spotter.Models.Inference;

namespace Spotter.Models.Adding;

/// <summary>What an ONNX file takes, gives and computes in between.</summary>
/// <param name="Inputs">What is given at each run.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Tensors">What may be used as features, in the order in which it is computed.</param>
public sealed record ModelAnatomy(
    IReadOnlyList<TensorDescription> Inputs, IReadOnlyList<TensorDescription> Outputs, IReadOnlyList<FeatureTensor> Tensors);
