namespace Spotter.Pictures;

/// <summary>Draws what people are shown of a picture. Safe for many threads.</summary>
public interface IPictureDrawer
{
    /// <summary>
    /// Draws a picture as a JPEG, whatever it was posted as: the first frame, upright, in sRGB, with transparency laid on white.
    /// </summary>
    /// <param name="picture">The whole file.</param>
    /// <param name="maxSide">The greatest length of the longer side, in pixels. A smaller picture is not enlarged.</param>
    /// <param name="frames">The corners of what is framed, in turn. Default none.</param>
    /// <exception cref="PictureFormatException">The bytes are no picture, or are truncated or damaged.</exception>
    byte[] DrawJpeg(ReadOnlyMemory<byte> picture, int maxSide, IReadOnlyList<IReadOnlyList<PicturePoint>>? frames = null);
}
