using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>What a picture is decoded to.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Fit">How the picture fills the size.</param>
internal sealed record PixelShape(int Width, int Height, PictureFit Fit)
{
    /// <summary>The bytes of red, green and blue.</summary>
    public int Length => 3 * Width * Height;
}
