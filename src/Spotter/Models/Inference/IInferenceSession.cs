namespace Spotter.Models.Inference;

/// <summary>A loaded model. Safe for many threads.</summary>
public interface IInferenceSession : IDisposable
{
    /// <summary>The model's inputs.</summary>
    IReadOnlyList<TensorDescription> Inputs { get; }

    /// <summary>The model's outputs.</summary>
    IReadOnlyList<TensorDescription> Outputs { get; }

    /// <summary>Runs the model on one input tensor and reads one output as 32-bit floats.</summary>
    /// <param name="inputName">One of <see cref="Inputs"/>.</param>
    /// <param name="elementType">What <paramref name="input"/> holds.</param>
    /// <param name="shape">The dimensions of <paramref name="input"/>.</param>
    /// <param name="input">The elements, in the machine's byte order.</param>
    /// <param name="outputName">One of <see cref="Outputs"/>.</param>
    /// <returns>The output's elements, flat; 16-bit floats and integers are widened.</returns>
    /// <exception cref="InferenceException">The engine refused; the message holds its own text.</exception>
    float[] Run(string inputName, ElementType elementType, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName);

    /// <summary>Runs the model on several input tensors and reads one output as 32-bit floats.</summary>
    /// <param name="inputs">One for each of <see cref="Inputs"/>.</param>
    /// <param name="outputName">One of <see cref="Outputs"/>.</param>
    /// <returns>The output's elements, flat; 16-bit floats and integers are widened.</returns>
    /// <exception cref="InferenceException">The engine refused; the message holds its own text.</exception>
    float[] Run(IReadOnlyList<InputTensor> inputs, string outputName) => inputs is [var only]
        ? Run(only.Name, only.Type, only.Shape, only.Elements.Span, outputName)
        : throw new InferenceException("The engine runs models of one input only.");

    /// <summary>Runs the model as above, and lends its output: what is large need not be copied.</summary>
    /// <param name="read">Is given the output's elements, flat, and may not keep them.</param>
    /// <returns>What <paramref name="read"/> makes of them.</returns>
    /// <exception cref="InferenceException">The engine refused; the message holds its own text.</exception>
    T Run<T>(
        string inputName,
        ElementType elementType,
        ReadOnlySpan<long> shape,
        ReadOnlySpan<byte> input,
        string outputName,
        Func<ReadOnlySpan<float>, T> read) => read(Run(inputName, elementType, shape, input, outputName));
}
