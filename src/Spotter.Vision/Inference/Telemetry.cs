using System.Runtime.InteropServices;

namespace Spotter.Vision.Inference;

/// <summary>
/// Keeps ONNX Runtime from telling its makers what runs here, and from keeping an id of this machine for that: its builds do both unless
/// they are told not to.
/// https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
/// </summary>
internal static unsafe class Telemetry
{
    /// <summary>Must come before the library is used for the first time.</summary>
    public static void Disable()
    {
        Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
        // .NET keeps what it sets from native code everywhere else.
        if (OperatingSystem.IsWindows() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "setenv", out var address))
            return;

        var setVariable = (delegate* unmanaged<byte*, byte*, int, int>)address;
        fixed (byte* name = "ORT_DISABLE_TELEMETRY\0"u8, value = "1\0"u8)
            _ = setVariable(name, value, 1);
    }
}
