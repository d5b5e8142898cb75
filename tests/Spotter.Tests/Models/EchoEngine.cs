using System.Runtime.InteropServices;
using Spotter.Models.Inference;

namespace Spotter.Tests.Models;

/// <summary>Runs a model that gives back what it gets.</summary>
internal sealed class EchoEngine(ElementType elementType) : IInferenceEngine, IInferenceSession
{
    public string Version => "echo";

    public IReadOnlyList<TensorDescription> Inputs => [new("in", elementType, [-1, -1, -1, -1])];

    public IReadOnlyList<TensorDescription> Outputs => [new("out", elementType, [-1])];

    /// <summary>The shape of the last input.</summary>
    public long[] Shape { get; private set; } = [];

    public IInferenceSession Load(ReadOnlyMemory<byte> model, SessionUse use = SessionUse.Usual) => this;

    public float[] Run(string inputName, ElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName)
    {
        Shape = shape.ToArray();
        return type switch
        {
            ElementType.Float32 => MemoryMarshal.Cast<byte, float>(input).ToArray(),
            ElementType.Float16 => [.. MemoryMarshal.Cast<byte, Half>(input).ToArray().Select(half => (float)half)],
            _ => [.. input.ToArray().Select(value => (float)value)],
        };
    }

    public void Dispose()
    {
    }
}
