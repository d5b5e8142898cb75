namespace Spotter.Pictures;

/// <summary>Turns drawings into picture files. Safe for many threads.</summary>
public interface IPictureRenderer
{
    /// <summary>Renders an SVG document as a JPEG in the document's own size.</summary>
    /// <param name="svg">The document.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="PictureFormatException">The text is no SVG.</exception>
    byte[] Render(string svg, int quality);
}
