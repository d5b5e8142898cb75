namespace Spotter.Sources;

/// <summary>A picture of a post, before it is downloaded.</summary>
/// <param name="Address">Where its source finds the bytes: an http(s) address, or a path for the folder source. May expire.</param>
/// <param name="AltText">The source's description of the picture; null where there is none.</param>
public sealed record PostPicture(string Address, string? AltText = null);
