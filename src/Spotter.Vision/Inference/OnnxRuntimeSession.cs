using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Spotter.Classifying;

namespace Spotter.Vision.Inference;

/// <summary>A model in ONNX Runtime. The library allows any number of runs at once on one session.</summary>
internal sealed class OnnxRuntimeSession(InferenceSession session) : IInferenceSession
{
    private static readonly RunOptions Defaults = new();

    private volatile bool _disposed;

    public IReadOnlyList<TensorDescription> Inputs { get; } = [.. session.InputMetadata.Select(Describe)];

    public IReadOnlyList<TensorDescription> Outputs { get; } = [.. session.OutputMetadata.Select(Describe)];

    public float[] Run(string inputName, ElementType elementType, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName)
    {
        // The library itself would crash.
        ObjectDisposedException.ThrowIf(_disposed, this);
        Require(inputName, Inputs);
        Require(outputName, Outputs);
        try
        {
            using var tensor = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, ToNative(elementType), shape.ToArray());
            var memory = tensor.GetTensorMutableRawData();
            if (memory.Length != input.Length)
                throw new InferenceException($"The input '{inputName}' takes {memory.Length} bytes and {input.Length} were given.");

            input.CopyTo(memory);
            using var outputs = session.Run(Defaults, [inputName], [tensor], [outputName]);
            return Read(outputs[0]);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException(error.Message.ReplaceLineEndings(" "), error);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        session.Dispose();
    }

    private static void Require(string name, IReadOnlyList<TensorDescription> tensors)
    {
        if (tensors.All(tensor => tensor.Name != name))
            throw new InferenceException($"The model has no input or output '{name}'. It has: {string.Join(", ", tensors.Select(tensor => tensor.Name))}.");
    }

    private static TensorDescription Describe(KeyValuePair<string, NodeMetadata> node) =>
        new(node.Key, FromNative(node.Value.IsTensor ? node.Value.ElementDataType : TensorElementType.DataTypeMax), [.. node.Value.Dimensions.Select(dimension => (long)dimension)]);

    private static float[] Read(OrtValue output)
    {
        var type = output.GetTensorTypeAndShape().ElementDataType;
        if (type == TensorElementType.Float)
            return output.GetTensorDataAsSpan<float>().ToArray();

        return type switch
        {
            TensorElementType.Float16 => Convert<Half>(MemoryMarshal.Cast<Float16, Half>(output.GetTensorDataAsSpan<Float16>())),
            TensorElementType.UInt8 => Convert(output.GetTensorDataAsSpan<byte>()),
            TensorElementType.Int64 => Convert(output.GetTensorDataAsSpan<long>()),
            _ => throw new InferenceException($"The model's output holds {type}, which cannot be read as scores."),
        };
    }

    private static float[] Convert<T>(ReadOnlySpan<T> values) where T : System.Numerics.INumberBase<T>
    {
        var floats = new float[values.Length];
        TensorPrimitives.ConvertTruncating(values, floats);
        return floats;
    }

    private static TensorElementType ToNative(ElementType type) => type switch
    {
        ElementType.Float32 => TensorElementType.Float,
        ElementType.Float16 => TensorElementType.Float16,
        ElementType.UInt8 => TensorElementType.UInt8,
        ElementType.Int64 => TensorElementType.Int64,
        _ => throw new InferenceException($"A tensor of type {type} cannot be run."),
    };

    private static ElementType FromNative(TensorElementType type) => type switch
    {
        TensorElementType.Float => ElementType.Float32,
        TensorElementType.Float16 => ElementType.Float16,
        TensorElementType.UInt8 => ElementType.UInt8,
        TensorElementType.Int64 => ElementType.Int64,
        _ => ElementType.Other,
    };
}
