using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Models.Adding;

/// <summary>Looks into ONNX files.</summary>
public sealed class ModelInspector(IInferenceEngine engine)
{
    /// <summary>Lists a model's inputs, its outputs, and every tensor in between that may be used as features.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <exception cref="ModelException">The bytes are no ONNX file, or none that can be run.</exception>
    public ModelAnatomy Inspect(string name, ReadOnlyMemory<byte> model)
    {
        try
        {
            var graph = OnnxModel.Read(model);
            using var session = engine.Load(model);
            var outputs = session.Outputs.Select(output => output.Name).ToHashSet(StringComparer.Ordinal);
            string[] between = [.. graph.Tensors.Where(tensor => tensor.Length > 0 && !outputs.Contains(tensor))];
            using var open = engine.Load(OnnxGraphWriter.AppendOutputs(model.Span, between));
            var described = open.Outputs.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
            return new ModelAnatomy(
                session.Inputs,
                session.Outputs,
                [.. graph.Tensors.Where(described.ContainsKey).Select(tensor => described[tensor]).Where(IsUsable).Select(Describe)]
            );
        }
        catch (InvalidDataException e)
        {
            throw new ModelException($"{name} is no ONNX file: {e.Message}", e);
        }
        catch (InferenceException e)
        {
            throw new ModelException($"{name} cannot be run: {e.Message}", e);
        }
    }

    private static bool IsUsable(TensorDescription tensor) =>
        tensor.ElementType is ElementType.Float32 or ElementType.Float16 && tensor.Shape.Count > 1 && tensor.Shape[0] is 1 or -1;

    private static FeatureTensor Describe(TensorDescription tensor)
    {
        var kept = tensor.Shape.Count == 4 ? tensor.Shape.Take(2).Skip(1) : tensor.Shape.Skip(1);
        return new FeatureTensor(
            tensor.Name, tensor.Shape, kept.Aggregate((long?)1, (product, length) => length < 0 ? null : product * length));
    }
}
