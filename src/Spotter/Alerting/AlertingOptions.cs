namespace Spotter.Alerting;

/// <summary>The channels by name. Settings section <c>Channels</c>.</summary>
public sealed class AlertingOptions
{
    /// <summary>The channels. One called <c>console</c> exists even where it is not named.</summary>
    public Dictionary<string, ChannelOptions> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);
}
