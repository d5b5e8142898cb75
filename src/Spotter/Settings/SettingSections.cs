using Spotter.Alerting;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Hosted;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Sources.Folder;
using Spotter.Sources.Instagram;
using Spotter.Sources.InstagramWeb;
using Spotter.Watching;

namespace Spotter.Settings;

/// <summary>Which class each section of the settings is bound to.</summary>
public static class SettingSections
{
    /// <summary>The sections that no host has for itself; several classes may share one.</summary>
    public static IReadOnlyList<(string Section, Type Options)> Shared { get; } =
    [
        ("Sources:Instagram", typeof(InstagramOptions)),
        ("Sources:InstagramWeb", typeof(InstagramWebOptions)),
        ("Sources:Folder", typeof(FolderOptions)),
        ("Watching", typeof(WatchingOptions)),
        ("Scanning", typeof(ScanningOptions)),
        ("Pictures", typeof(PictureDownloadOptions)),
        ("Models", typeof(ModelOptions)),
        ("Models", typeof(ModelDownloadOptions)),
        ("Inference", typeof(InferenceOptions)),
        ("Clarifai", typeof(ClarifaiOptions)),
        ("Channels:NAME", typeof(ChannelOptions)),
    ];

    /// <summary>Says a validator's sentence in the words of the settings: the class's name becomes its section. The longest name goes first, since one may end with another.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="sections">All sections of the host.</param>
    public static string NameSettings(string message, IEnumerable<(string Section, Type Options)> sections) =>
        sections.OrderByDescending(section => section.Options.Name.Length).Aggregate(message, (text, section) => text.Replace(section.Options.Name + ".", section.Section + ":", StringComparison.Ordinal));
}
