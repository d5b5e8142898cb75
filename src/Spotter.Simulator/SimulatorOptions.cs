namespace Spotter.Simulator;

/// <summary>How the simulator runs.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The port on 127.0.0.1. Default 0: any that is free.</summary>
    public int Port { get; set; }

    /// <summary>The Graph API token that is accepted; null (the default) accepts any.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The key of Clarifai that is accepted; null (the default) accepts any.</summary>
    public string? ClarifaiKey { get; set; }

    /// <summary>The Slack token that is accepted; null (the default) accepts any.</summary>
    public string? SlackToken { get; set; }
}
