namespace Spotter.Models.Inference;

/// <summary>Runs ONNX models.</summary>
public interface IInferenceEngine
{
    /// <summary>The engine's name and version, for a person.</summary>
    string Version { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="alone">
    /// True for a model that one caller at a time runs, each time with another shape: it uses every core, and no memory is planned ahead
    /// for it, of which large inputs of many shapes would take much. Default false: <see cref="InferenceOptions.Threads"/> holds.
    /// </param>
    /// <exception cref="InferenceException">The bytes are no model that can be run; the message holds the engine's own text.</exception>
    IInferenceSession Load(ReadOnlyMemory<byte> model, bool alone = false);
}
