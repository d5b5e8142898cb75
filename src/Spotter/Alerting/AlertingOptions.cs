namespace Spotter.Alerting;

/// <summary>The channels by name. Settings section <c>Channels</c>.</summary>
public sealed class AlertingOptions
{
    /// <summary>The channels. One called <c>console</c> exists even where it is not named.</summary>
    public Dictionary<string, ChannelOptions> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// True where a channel without its token or address keeps its own alerts back and nothing else; false where that is a wrong setting.
    /// Default false.
    /// </summary>
    public bool MayLackSecrets { get; set; }
}
