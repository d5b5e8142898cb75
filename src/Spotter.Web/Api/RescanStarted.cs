namespace Spotter.Web.Api;

/// <summary>A scan was started.</summary>
/// <param name="Id">The scan's id.</param>
/// <param name="Status">Where to ask how it goes.</param>
internal sealed record RescanStarted(string Id, string Status);
