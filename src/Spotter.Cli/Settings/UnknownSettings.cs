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
        var known = sections.SelectMany(section => section.SettingNames).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => pair.Key)
            .Where(key => key != OfTests && !known.Contains(Generalise(key)))
            .Order(StringComparer.Ordinal)];
    }

    private static string Generalise(string key)
    {
        var parts = key.Split(':');
        if (parts.Length == 3 && parts[0].Equals("Channels", StringComparison.OrdinalIgnoreCase))
            parts[1] = "NAME";
        return string.Join(':', parts);
    }
}
