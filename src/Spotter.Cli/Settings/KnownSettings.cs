using System.Reflection;
using Microsoft.Extensions.Configuration;
using Spotter.Alerting;
using Spotter.Classifying;
using Spotter.Classifying.Hosted;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Training;
using Spotter.Watching;

namespace Spotter.Cli.Settings;

/// <summary>Every setting there is, by the section and the class that it is bound to.</summary>
internal static class KnownSettings
{
    /// <summary>The sections; several classes may share one.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Sections { get; } =
    [
        ("Sources:Instagram", typeof(InstagramOptions)),
        ("Sources:InstagramWeb", typeof(InstagramWebOptions)),
        ("Sources:Folder", typeof(FolderOptions)),
        ("Watching", typeof(WatchingOptions)),
        ("Scanning", typeof(ScanningOptions)),
        ("Pictures", typeof(PictureDownloadOptions)),
        ("Pictures", typeof(PictureFolderOptions)),
        ("Models", typeof(ModelOptions)),
        ("Models", typeof(ModelDownloadOptions)),
        ("Training", typeof(TrainingOptions)),
        ("Inference", typeof(InferenceOptions)),
        ("Clarifai", typeof(ClarifaiOptions)),
        ("Channels:NAME", typeof(ChannelOptions)),
        ("State", typeof(StateOptions)),
    ];

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
            .Where(key => !known.Contains(Generalise(key)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Says a validator's sentence in the words of the settings file: the class's name becomes its section. The longest name goes first, since one may end with another.</summary>
    public static string NameSettings(string message) =>
        Sections.OrderByDescending(section => section.Options.Name.Length).Aggregate(message, (text, section) => text.Replace(section.Options.Name + ".", section.Section + ":", StringComparison.Ordinal));

    private static string Generalise(string key)
    {
        var parts = key.Split(':');
        if (parts.Length == 3 && parts[0].Equals("Channels", StringComparison.OrdinalIgnoreCase))
            parts[1] = "NAME";
        return string.Join(':', parts);
    }
}
