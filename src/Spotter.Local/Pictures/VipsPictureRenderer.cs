using System.Text;
using Spotter.Local.Native;
using Spotter.Pictures;

namespace Spotter.Local.Pictures;

/// <summary>Renders drawings with libvips.</summary>
public sealed unsafe class VipsPictureRenderer : IPictureRenderer
{
    /// <inheritdoc/>
    public byte[] Render(string svg, int quality)
    {
        var bytes = Encoding.UTF8.GetBytes(svg);
        fixed (byte* data = bytes)
        {
            using var load = VipsOperation.New("svgload_buffer").WithBuffer(data, bytes.Length);
            using var drawing = load.RunToImage();
            using var flatten = VipsOperation.New("flatten").With("in", drawing);
            using var image = flatten.RunToImage();
            using var save = VipsOperation.New("jpegsave_buffer").With("in", image).With("Q", quality);
            return save.RunToBytes();
        }
    }
}
