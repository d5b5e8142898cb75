namespace Spotter.Reading;

/// <summary>A decoded picture.</summary>
/// <param name="Rgb">Rows from the top; red, green, blue.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record PictureRaster(byte[] Rgb, int Width, int Height);
