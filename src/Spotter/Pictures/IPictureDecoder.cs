namespace Spotter.Pictures;

/// <summary>Reads pictures. Safe for many threads.</summary>
public interface IPictureDecoder
{
    /// <summary>Reads the header only.</summary>
    /// <exception cref="PictureFormatException">The bytes are no picture that can be read.</exception>
    PictureInfo Identify(ReadOnlyMemory<byte> bytes);

    /// <summary>Decodes all of a picture to see that it is whole: a file that was cut on its way begins like a whole one.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="strictly">True takes for damaged what can be read but not without doubt: a part may be missing in the middle.</param>
    /// <exception cref="PictureFormatException">The bytes are no picture, or are truncated or damaged.</exception>
    void Check(ReadOnlyMemory<byte> bytes, bool strictly);

    /// <summary>
    /// Decodes the first frame, upright by its EXIF data, in sRGB (through the profile that it carries) with transparency laid on white,
    /// scaled to the size by the fit.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="fit">How the picture fills the size.</param>
    /// <param name="rgb">Receives height x width x 3 bytes: rows from the top, red, green, blue.</param>
    /// <exception cref="PictureFormatException">The bytes are no picture, or are truncated or damaged.</exception>
    void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb);
}
