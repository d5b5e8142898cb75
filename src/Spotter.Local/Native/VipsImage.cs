using System.Runtime.InteropServices;

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

    public bool HasAlpha => VipsApi.HasAlpha(handle) != 0;

    /// <summary>True for three or four unsigned bytes a pixel, in sRGB.</summary>
    public bool IsPlainRgb => VipsApi.GetInterpretation(handle) == 22 && VipsApi.GetFormat(handle) == 0;

    /// <summary>Computes the pixels and copies them.</summary>
    /// <param name="pixels">Receives every byte of the picture.</param>
    /// <exception cref="Spotter.Pictures.PictureFormatException">The picture is damaged; the message is libvips' own.</exception>
    public unsafe void CopyTo(Span<byte> pixels)
    {
        nuint length;
        var memory = VipsApi.WriteToMemory(handle, &length);
        if (memory == 0)
            throw VipsOperation.Failure();

        try
        {
            new ReadOnlySpan<byte>((void*)memory, (int)length).CopyTo(pixels);
        }
        finally
        {
            VipsApi.Free(memory);
        }
    }

    protected override bool ReleaseHandle()
    {
        VipsApi.Release(handle);
        return true;
    }
}
