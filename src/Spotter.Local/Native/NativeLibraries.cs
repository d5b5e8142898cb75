using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Spotter.Local.Native;

/// <summary>Finds the native libraries that the build put beside the program.</summary>
internal static class NativeLibraries
{
    /// <summary>The name that imports of libvips, and of GLib inside it, use.</summary>
    public const string Vips = "vips";

    /// <summary>The name that imports of ONNX Runtime use.</summary>
    public const string OnnxRuntime = "onnxruntime";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "native");

#pragma warning disable CA2255 // The resolver must be there before the first import is called, whichever that is.
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        Vips => Load("*vips*"),
        OnnxRuntime => Load("*onnxruntime*"),
        _ => 0,
    };

    private static nint Load(string pattern)
    {
        var file = Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, pattern).FirstOrDefault() : null;
        if (file is null)
            throw new DllNotFoundException($"There is no {pattern.Trim('*')} library for this platform in {Folder}. Build Spotter again on this machine with Node.js installed.");
        if (!NativeLibrary.TryLoad(file, out var handle))
            throw new DllNotFoundException($"{file} cannot be loaded: it is for another platform or a library that it needs is missing.");

        return handle;
    }
}
