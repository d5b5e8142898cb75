using System.Reflection;

namespace Spotter.Settings;

/// <summary>A section of the settings that a host reads; several classes may share one.</summary>
/// <param name="Section">Its name, such as <c>Sources:Folder</c>; a part called <c>NAME</c> stands for any name.</param>
/// <param name="Options">The class it is bound to.</param>
public sealed record SettingsSection(string Section, Type Options)
{
    /// <summary>What can be set, each as a person writes it, such as <c>Sources:Folder:Root</c>. Lists are left out.</summary>
    public IEnumerable<string> SettingNames => Properties.Select(NameOf);

    /// <summary>The properties of <see cref="Options"/> that are settings.</summary>
    public IEnumerable<PropertyInfo> Properties => Options.GetProperties().Where(property => property.CanWrite);

    /// <summary>How a person writes one of the properties.</summary>
    public string NameOf(PropertyInfo property) => $"{Section}:{property.Name}";
}
