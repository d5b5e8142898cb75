using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using Spotter.Models.Inference;

namespace Spotter.Vision.Inference;

/// <summary>Runs models with Microsoft.ML.OnnxRuntime on the processor.</summary>
public sealed class OnnxRuntimeEngine(IOptions<InferenceOptions> options) : IInferenceEngine
{
    // What ONNX Runtime says of a model whose format or operators came after it.
    private static readonly string[] SignsOfNewer = ["Unsupported model IR version", "under development and support for this is limited"];

    static OnnxRuntimeEngine() => Telemetry.Disable();

    /// <inheritdoc/>
    public string Version => Guard(() => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}");

    /// <inheritdoc/>
    public IInferenceSession Load(ReadOnlyMemory<byte> model, SessionUse use = SessionUse.Usual) => Guard(() =>
    {
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = use switch
            {
                SessionUse.Alone => Environment.ProcessorCount,
                SessionUse.SideBySide => 1,
                _ => options.Value.Threads,
            },
            EnableMemoryPattern = use == SessionUse.Usual,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new OnnxRuntimeSession(new InferenceSession(ToArray(model), settings));
    });

    // Models are large.
    private static byte[] ToArray(ReadOnlyMemory<byte> model) =>
        MemoryMarshal.TryGetArray(model, out var segment) && segment.Count == segment.Array!.Length ? segment.Array : model.ToArray();

    private static T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (OnnxRuntimeException error)
        {
            throw new InferenceException(Explain(error.Message.ReplaceLineEndings(" ")), error);
        }
        catch (Exception error) when (FindLibraryError(error) is { } reason)
        {
            throw new InferenceException(
                $"The native library of ONNX Runtime cannot be used on {RuntimeInformation.RuntimeIdentifier}: {reason} " +
                "Install Spotter again for this platform; its folder must hold the library onnxruntime.",
                error);
        }
    }

    private static string Explain(string message) =>
        SignsOfNewer.Any(sign => message.Contains(sign, StringComparison.Ordinal))
            ? $"It was made for a newer ONNX Runtime than {OrtEnv.Instance().GetVersionString()}: export it with a lower opset, or "
                + $"convert it with ONNX's version converter. {message}"
            : message;

    // The first use fails inside the initializer of one of the library's types, every later one outside. Behind its first sentence the
    // loader lists every place that it looked in.
    private static string? FindLibraryError(Exception? error) => error switch
    {
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException =>
            $"{error.Message.Split('\n')[0].Split(". ")[0].TrimEnd('.', '\r')}.",
        TypeInitializationException => FindLibraryError(error.InnerException),
        _ => null,
    };
}
