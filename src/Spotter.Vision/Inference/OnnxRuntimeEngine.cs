using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using Spotter.Classifying;

namespace Spotter.Vision.Inference;

/// <summary>Runs models with Microsoft.ML.OnnxRuntime on the processor.</summary>
public sealed class OnnxRuntimeEngine(IOptions<InferenceOptions> options) : IInferenceEngine
{
    /// <inheritdoc/>
    public string Version => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    /// <inheritdoc/>
    public IInferenceSession Load(ReadOnlyMemory<byte> model)
    {
        try
        {
            using var settings = new SessionOptions { IntraOpNumThreads = options.Value.Threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            return new OnnxRuntimeSession(new InferenceSession(model.ToArray(), settings));
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException(error.Message.ReplaceLineEndings(" "), error);
        }
    }
}
