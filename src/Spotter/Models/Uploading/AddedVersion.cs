namespace Spotter.Models.Uploading;

/// <summary>A version that was added.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
public sealed record AddedVersion(string Model, string Version);
