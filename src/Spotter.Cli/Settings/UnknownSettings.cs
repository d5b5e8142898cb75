using Microsoft.Extensions.Configuration;
using Spotter.Settings;

namespace Spotter.Cli.Settings;

/// <summary>Finds names in the settings that mean nothing: probably misspelt.</summary>
internal static class UnknownSettings
{
    // SPOTTER_TEST_DATA, which tells tests where their data is.
    private const string OfTests = "TEST_DATA";

    /// <summary>The names that no section has, in order.</summary>
    public static IReadOnlyList<string> Find(IConfiguration configuration, IEnumerable<SettingsSection> sections)
    {
        var known = sections.SelectMany(section => section.SettingNames).Select(name => name.Split(':')).ToList();
        return [.. configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => pair.Key)
            .Where(key => key != OfTests && !known.Any(name => Means(name, key.Split(':'))))
            .Order(StringComparer.Ordinal)];
    }

    private static bool Means(string[] known, string[] parts) =>
        known.Length == parts.Length
        && known.Zip(parts).All(pair => pair.First == "NAME" || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
