using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Spotter.Models.Inference;

namespace Spotter.Vision.Inference;

/// <summary>A model in ONNX Runtime. The library allows any number of runs at once on one session.</summary>
internal sealed class OnnxRuntimeSession(InferenceSession session) : IInferenceSession
{
    private static readonly RunOptions Defaults = new();

    // Whoever uses the native session, and this object itself until it is disposed of: the last one frees it.
    private int _users = 1;
    private int _disposed;

    public IReadOnlyList<TensorDescription> Inputs { get; } = [.. session.InputMetadata.Select(Describe)];

    public IReadOnlyList<TensorDescription> Outputs { get; } = [.. session.OutputMetadata.Select(Describe)];

    public float[] Run(
        string inputName, ElementType elementType, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName) =>
        Run(inputName, elementType, shape, input, outputName, elements => elements.ToArray());

    public T Run<T>(
        string inputName,
        ElementType elementType,
        ReadOnlySpan<long> shape,
        ReadOnlySpan<byte> input,
        string outputName,
        Func<ReadOnlySpan<float>, T> read)
    {
        Enter();
        try
        {
            Require(inputName, Inputs);
            Require(outputName, Outputs);
            return RunNative(inputName, ToNative(elementType), shape.ToArray(), input, outputName, read);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException(error.Message.ReplaceLineEndings(" "), error);
        }
        finally
        {
            Leave();
        }
    }

    public float[] Run(IReadOnlyList<InputTensor> inputs, string outputName)
    {
        Enter();
        try
        {
            Require(outputName, Outputs);
            foreach (var input in inputs)
                Require(input.Name, Inputs);
            return RunNative(inputs, outputName);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException(error.Message.ReplaceLineEndings(" "), error);
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Leave();
    }

    // The library reads the caller's memory, which is therefore held in its place until the run is over.
    private unsafe T RunNative<T>(
        string inputName,
        TensorElementType type,
        long[] shape,
        ReadOnlySpan<byte> input,
        string outputName,
        Func<ReadOnlySpan<float>, T> read)
    {
        ThrowIfUnfit(inputName, type, shape, input.Length);
        fixed (byte* memory = input)
        {
            using var tensor = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, (nint)memory, input.Length);
            using var outputs = session.Run(Defaults, [inputName], [tensor], [outputName]);
            return read(Read(outputs[0]));
        }
    }

    private unsafe float[] RunNative(IReadOnlyList<InputTensor> inputs, string outputName)
    {
        var held = new List<MemoryHandle>();
        var tensors = new List<OrtValue>();
        try
        {
            foreach (var input in inputs)
            {
                var type = ToNative(input.Type);
                ThrowIfUnfit(input.Name, type, input.Shape, input.Elements.Length);
                held.Add(input.Elements.Pin());
                tensors.Add(OrtValue.CreateTensorValueWithData(
                    OrtMemoryInfo.DefaultInstance, type, input.Shape, (nint)held[^1].Pointer, input.Elements.Length));
            }

            using var outputs = session.Run(Defaults, [.. inputs.Select(input => input.Name)], tensors, [outputName]);
            return Read(outputs[0]).ToArray();
        }
        finally
        {
            tensors.ForEach(tensor => tensor.Dispose());
            held.ForEach(handle => handle.Dispose());
        }
    }

    // The library itself would crash.
    private void Enter()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        for (var users = Volatile.Read(ref _users); ;)
        {
            ObjectDisposedException.ThrowIf(users == 0, this);
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return;
            users = seen;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            session.Dispose();
    }

    // The library takes memory that is longer than the shape without a word.
    private static void ThrowIfUnfit(string name, TensorElementType type, long[] shape, int bytes)
    {
        var size = type switch
        {
            TensorElementType.Float => sizeof(float),
            TensorElementType.Float16 => sizeof(ushort),
            TensorElementType.Int64 => sizeof(long),
            _ => sizeof(byte),
        };
        if (bytes == 0 || shape.Aggregate((Int128)size, (product, length) => product * length) != bytes)
            throw new InferenceException(
                $"The input '{name}' has {bytes} bytes, and a tensor of the shape [{string.Join(", ", shape)}] of {type} has another "
                    + $"number of them."
            );
    }

    private static void Require(string name, IReadOnlyList<TensorDescription> tensors)
    {
        if (tensors.All(tensor => tensor.Name != name))
            throw new InferenceException(
                $"The model has no input or output '{name}'. It has: {string.Join(", ", tensors.Select(tensor => tensor.Name))}.");
    }

    private static TensorDescription Describe(KeyValuePair<string, NodeMetadata> node) =>
        new(
            node.Key,
            FromNative(node.Value.IsTensor ? node.Value.ElementDataType : TensorElementType.DataTypeMax),
            [.. node.Value.Dimensions.Select(dimension => (long)dimension)]
        );

    private static ReadOnlySpan<float> Read(OrtValue output)
    {
        var type = output.GetTensorTypeAndShape().ElementDataType;
        if (type == TensorElementType.Float)
            return output.GetTensorDataAsSpan<float>();

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
