using System.Text;
using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Renders drawings with libvips.</summary>
public sealed class VipsPictureRenderer : IPictureRenderer
{
    /// <inheritdoc/>
    public byte[] Render(string svg, int quality) => Vips.Run(() =>
    {
        using var drawing = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(svg));
        using var image = drawing.Flatten();
        return image.JpegsaveBuffer(quality);
    });
}
