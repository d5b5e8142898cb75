namespace Spotter.Calls;

/// <summary>A proxy cannot reach the target, and says so.</summary>
internal sealed class TargetDownException() : IOException("The proxy cannot reach the target.");
