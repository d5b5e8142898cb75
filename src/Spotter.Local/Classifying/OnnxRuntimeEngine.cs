using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Spotter.Classifying;
using Spotter.Local.Native;

namespace Spotter.Local.Classifying;

/// <summary>Runs models with ONNX Runtime on the processor.</summary>
public sealed unsafe class OnnxRuntimeEngine(IOptions<InferenceOptions> options) : IInferenceEngine
{
    // One for the process, never released: https://onnxruntime.ai/docs/api/c/struct_ort_api.html
    private static readonly Lazy<nint> Environment = new(CreateEnvironment);

    /// <inheritdoc/>
    public string Version => $"ONNX Runtime {OrtApi.VersionText}";

    /// <inheritdoc/>
    public IInferenceSession Load(ReadOnlyMemory<byte> model)
    {
        nint sessionOptions, session;
        Check(OrtApi.CreateSessionOptions(&sessionOptions));
        try
        {
            Check(OrtApi.SetIntraOpThreads(sessionOptions, options.Value.Threads));
            using var pin = model.Pin();
            Check(OrtApi.CreateSessionFromArray(Environment.Value, pin.Pointer, (nuint)model.Length, sessionOptions, &session));
        }
        finally
        {
            OrtApi.ReleaseSessionOptions(sessionOptions);
        }

        return new OnnxRuntimeSession(session);
    }

    /// <summary>Throws where a status is a failure.</summary>
    /// <exception cref="InferenceException">The message is ONNX Runtime's own.</exception>
    internal static void Check(nint status)
    {
        if (status == 0)
            return;

        var message = Marshal.PtrToStringUTF8((nint)OrtApi.GetErrorMessage(status)) ?? "ONNX Runtime gave no reason";
        OrtApi.ReleaseStatus(status);
        throw new InferenceException(message.ReplaceLineEndings(" "));
    }

    private static nint CreateEnvironment()
    {
        const int LogErrors = 3;
        nint environment;
        fixed (byte* name = "spotter\0"u8)
            Check(OrtApi.CreateEnv(LogErrors, name, &environment));
        return environment;
    }
}
