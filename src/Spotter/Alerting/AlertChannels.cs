namespace Spotter.Alerting;

/// <summary>The channels that the host was set up with.</summary>
public sealed class AlertChannels(IEnumerable<IAlertChannel> channels)
{
    private readonly Dictionary<string, IAlertChannel> _byName = channels.ToDictionary(
        channel => channel.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All channels.</summary>
    public IEnumerable<IAlertChannel> All => _byName.Values;

    /// <summary>The channel of a name; null where there is none.</summary>
    public IAlertChannel? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A channel's name as the settings have it: a rule need not write it so.</summary>
    public string NameOf(string name) => Find(name)?.Name ?? name;
}
