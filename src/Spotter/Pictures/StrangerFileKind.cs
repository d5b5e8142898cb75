namespace Spotter.Pictures;

/// <summary>What is fetched, and for how long.</summary>
/// <param name="Name">What it is called to a person: <c>picture</c>.</param>
/// <param name="Timeout">How long all of it may take.</param>
/// <param name="TimeoutSetting">The setting that says so.</param>
internal sealed record StrangerFileKind(string Name, TimeSpan Timeout, string TimeoutSetting);
