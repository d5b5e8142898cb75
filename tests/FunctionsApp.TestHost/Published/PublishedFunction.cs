using System.Text.Json;

namespace Spotter.FunctionsApp.TestHost.Published;

/// <summary>A function as <c>functions.metadata</c> describes it.</summary>
/// <param name="Name">Unique among the app's.</param>
/// <param name="ScriptFile">The assembly it is in, within the app's folder.</param>
/// <param name="EntryPoint">Its method, with namespace and type.</param>
/// <param name="Bindings">Its parameters that the host fills.</param>
public sealed record PublishedFunction(string Name, string ScriptFile, string EntryPoint, IReadOnlyList<FunctionBinding> Bindings)
{
    /// <summary>What starts it.</summary>
    public FunctionBinding Trigger { get; } = Bindings.Single(binding => binding.IsTrigger);

    /// <summary>Where it takes a durable client; null where it takes none.</summary>
    public FunctionBinding? Client { get; } = Bindings.FirstOrDefault(binding => binding.Is("durableClient"));

    /// <summary>Reads an entry of the file.</summary>
    public static PublishedFunction Read(JsonElement entry) => new(
        entry.GetProperty("name").GetString()!,
        entry.GetProperty("scriptFile").GetString()!,
        entry.GetProperty("entryPoint").GetString()!,
        [.. entry.GetProperty("bindings").EnumerateArray().Select(FunctionBinding.Read)]);
}
