namespace Spotter.Models.Inference;

/// <summary>Runs ONNX models.</summary>
public interface IInferenceEngine
{
    /// <summary>The engine's name and version, for a person.</summary>
    string Version { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="use">How it will be run.</param>
    /// <exception cref="InferenceException">The bytes are no model that can be run; the message holds the engine's own text.</exception>
    IInferenceSession Load(ReadOnlyMemory<byte> model, SessionUse use = SessionUse.Usual);
}
