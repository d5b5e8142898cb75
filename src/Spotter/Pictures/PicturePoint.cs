namespace Spotter.Pictures;

/// <summary>A point of a picture, in shares of its size from 0 to 1.</summary>
/// <param name="X">From the left edge.</param>
/// <param name="Y">From the upper edge.</param>
public sealed record PicturePoint(float X, float Y);
