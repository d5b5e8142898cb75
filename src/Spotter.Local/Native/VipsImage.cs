using System.Runtime.InteropServices;
using Spotter.Pictures;

namespace Spotter.Local.Native;

/// <summary>A picture inside libvips. Its pixels may not have been computed yet.</summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage(nint image) : base(0, ownsHandle: true) => SetHandle(image);

    public override bool IsInvalid => handle == 0;

    /// <summary>Valid while this is not disposed.</summary>
    public nint Pointer => handle;

    public int Width => VipsApi.GetWidth(handle);

    /// <summary>The height of one frame.</summary>
    public int PageHeight => VipsApi.GetPageHeight(handle);

    /// <summary>How many channels a pixel has.</summary>
    public int Bands => VipsApi.GetBands(handle);

    public bool HasAlpha => VipsApi.HasAlpha(handle) != 0;

    /// <summary>True for three or four unsigned bytes a pixel, in sRGB.</summary>
    public bool IsPlainRgb => VipsApi.GetInterpretation(handle) == 22 && VipsApi.GetFormat(handle) == 0;

    /// <summary>Computes the pixels on this thread and copies them: libvips' own writers hand them to a thread of theirs and wait.</summary>
    /// <param name="pixels">Receives every byte of the picture.</param>
    /// <exception cref="PictureFormatException">The picture is damaged; the message is libvips' own.</exception>
    public unsafe void CopyTo(Span<byte> pixels)
    {
        var region = VipsApi.NewRegion(handle);
        nuint length = 0;
        var memory = region == 0 ? 0 : VipsApi.FetchRegion(region, 0, 0, Width, VipsApi.GetHeight(handle), &length);
        try
        {
            if (memory == 0)
                throw VipsOperation.Failure();
            if (length != (nuint)pixels.Length)
                throw new PictureFormatException($"it decodes to {length} bytes where {pixels.Length} are wanted");

            new ReadOnlySpan<byte>((void*)memory, (int)length).CopyTo(pixels);
        }
        finally
        {
            VipsApi.Free(memory);
            if (region != 0)
                VipsApi.Release(region);
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsApi.Release(handle);
        return true;
    }
}
