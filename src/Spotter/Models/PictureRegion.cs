namespace Spotter.Models;

/// <summary>A rectangle of a picture, in shares of its size from 0 to 1.</summary>
/// <param name="Left">From the left edge.</param>
/// <param name="Top">From the upper edge.</param>
/// <param name="Right">From the left edge.</param>
/// <param name="Bottom">From the upper edge.</param>
public sealed record PictureRegion(float Left, float Top, float Right, float Bottom);
