using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Options;
using Spotter.Models.Inference;
using Spotter.Vision.Inference;

namespace Spotter.Vision.Tests.Inference;

public sealed class MissingLibraryTests
{
    [Fact]
    public void Without_its_native_library_the_engine_says_what_to_do_each_time()
    {
        var type = new WithoutLibrary().LoadFromAssemblyPath(typeof(OnnxRuntimeEngine).Assembly.Location).GetType(
            typeof(OnnxRuntimeEngine).FullName!)!;
        var engine = (IInferenceEngine)Activator.CreateInstance(type, Options.Create(new InferenceOptions()))!;

        for (var time = 0; time < 2; time++)
        {
            AssertExplained(() => engine.Load(new byte[1]));
            AssertExplained(() => _ = engine.Version);
        }
    }

    private static void AssertExplained(Action use)
    {
        var message = Assert.Throws<InferenceException>(use).Message;

        Assert.StartsWith("The native library of ONNX Runtime cannot be used on ", message, StringComparison.Ordinal);
        Assert.Contains("Install Spotter again for this platform", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    /// <summary>Holds the engine and its library once more, as on a machine where the native part is not found.</summary>
    private sealed class WithoutLibrary : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "Microsoft.ML.OnnxRuntime"
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
                : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            throw new DllNotFoundException($"There is no {unmanagedDllName}.\nIt was looked for in many places.");
    }
}
