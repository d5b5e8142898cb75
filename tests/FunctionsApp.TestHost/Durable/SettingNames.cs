using Microsoft.Azure.WebJobs;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>
/// Finds what stands between percent signs among the app's settings. What the machine's own environment holds is none of them.
/// </summary>
internal sealed class SettingNames(IReadOnlyDictionary<string, string> settings) : INameResolver
{
    public string? Resolve(string name) => settings.GetValueOrDefault(name);
}
