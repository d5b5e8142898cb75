using System.Reflection;
using Microsoft.Extensions.Configuration;
using Spotter.Learning.Training;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Settings;

namespace Spotter.Cli.Settings;

/// <summary>Every setting there is, by the section and the class that it is bound to.</summary>
internal static class KnownSettings
{
    // SPOTTER_TEST_DATA, which tells tests where their data is.
    private const string OfTests = "TEST_DATA";

    /// <summary>The sections; several classes may share one.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
        [.. SettingSections.Shared, ("Training", typeof(TrainingOptions)), ("Pictures", typeof(PictureFolderOptions)), ("State", typeof(StateOptions))];

    /// <summary>The settings of a class.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type options) => options.GetProperties().Where(property => property.CanWrite);

    /// <summary>The names in the settings that mean nothing: probably misspelt.</summary>
    public static IReadOnlyList<string> FindUnknown(IConfiguration configuration)
    {
        var known = Sections
            .SelectMany(section => PropertiesOf(section.Options), (section, property) => $"{section.Section}:{property.Name}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. configuration.AsEnumerable()
            .Where(pair => pair.Value is not null)
            .Select(pair => pair.Key)
            .Where(key => key != OfTests && !known.Contains(Generalise(key)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Says a validator's sentence in the words of the settings file.</summary>
    public static string NameSettings(string message) => SettingSections.NameSettings(message, Sections);

    private static string Generalise(string key)
    {
        var parts = key.Split(':');
        if (parts.Length == 3 && parts[0].Equals("Channels", StringComparison.OrdinalIgnoreCase))
            parts[1] = "NAME";
        return string.Join(':', parts);
    }
}
