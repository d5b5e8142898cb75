using System.Globalization;
using System.Runtime.InteropServices;
using Spotter.Pictures;

namespace Spotter.Local.Native;

/// <summary>One operation of libvips: named, given its arguments, run, asked for its output.</summary>
internal sealed unsafe class VipsOperation : SafeHandle
{
    private static readonly Lock ErrorLock = new();

    static VipsOperation()
    {
        // What a damaged picture makes it warn of comes as an exception anyway; it must not be printed as well.
        VipsApi.SetEnvironment("VIPS_WARNING", "0", 0);
        if (VipsApi.Init("spotter") != 0)
            throw new DllNotFoundException($"libvips did not start: {TakeErrors()}");

        // Pictures are decoded side by side: threads and results kept inside one would only cost.
        VipsApi.SetConcurrency(1);
        VipsApi.SetCacheMax(0);
        Allocator.KeepPictureBuffers();
    }

    private VipsOperation(nint operation) : base(0, ownsHandle: true) => SetHandle(operation);

    public override bool IsInvalid => handle == 0;

    public static string Version => string.Create(CultureInfo.InvariantCulture, $"libvips {VipsApi.Version(0)}.{VipsApi.Version(1)}.{VipsApi.Version(2)}");

    public static VipsOperation New(string nickname)
    {
        var operation = VipsApi.NewOperation(nickname);
        return operation != 0 ? new VipsOperation(operation) : throw Failure();
    }

    /// <summary>The nickname of the loader that fits the bytes, for example <c>jpegload_buffer</c>; null where none does.</summary>
    public static string? FindLoader(byte* data, int length)
    {
        var name = VipsApi.FindLoader(data, (nuint)length);
        if (name != 0)
            return Marshal.PtrToStringUTF8(VipsApi.FindNickname(VipsApi.TypeFromName(name)));

        TakeErrors();
        return null;
    }

    public static PictureFormatException Failure() => new(TakeErrors());

    public VipsOperation With(string name, string value)
    {
        if (VipsApi.SetArgument(handle, name, value) != 0)
            throw Failure();

        return this;
    }

    public VipsOperation With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    public VipsOperation With(string name, VipsImage image)
    {
        VipsApi.GValue value = default;
        VipsApi.InitValue(&value, VipsApi.GetImageType());
        VipsApi.SetObject(&value, image.Pointer);
        VipsApi.SetProperty(handle, name, &value);
        VipsApi.UnsetValue(&value);
        return this;
    }

    /// <summary>Gives the operation bytes that stay where they are: they must not move until its output is no longer used.</summary>
    public VipsOperation WithBuffer(byte* data, int length)
    {
        VipsApi.GValue value = default;
        VipsApi.InitValue(&value, VipsApi.GetBlobType());
        var blob = VipsApi.NewBlob(0, data, (nuint)length);
        VipsApi.SetBoxed(&value, blob);
        VipsApi.ReleaseArea(blob);
        VipsApi.SetProperty(handle, "buffer", &value);
        VipsApi.UnsetValue(&value);
        return this;
    }

    /// <summary>Runs the operation and takes its output picture.</summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own.</exception>
    public VipsImage RunToImage()
    {
        Run();
        VipsApi.GValue value = default;
        VipsApi.InitValue(&value, VipsApi.GetImageType());
        VipsApi.GetProperty(handle, "out", &value);
        var image = VipsApi.DuplicateObject(&value);
        VipsApi.UnsetValue(&value);
        return new VipsImage(image);
    }

    /// <summary>Runs the operation and copies its output bytes.</summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own.</exception>
    public byte[] RunToBytes()
    {
        Run();
        VipsApi.GValue value = default;
        VipsApi.InitValue(&value, VipsApi.GetBlobType());
        VipsApi.GetProperty(handle, "buffer", &value);
        var blob = VipsApi.DuplicateBoxed(&value);
        VipsApi.UnsetValue(&value);
        nuint length;
        var data = VipsApi.GetBlobData(blob, &length);
        var bytes = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        VipsApi.ReleaseArea(blob);
        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        VipsApi.ReleaseOutputs(handle);
        VipsApi.Release(handle);
        return true;
    }

    private static string TakeErrors()
    {
        // Reading and emptying are two steps inside libvips.
        lock (ErrorLock)
        {
            var text = VipsApi.TakeErrors();
            var message = Marshal.PtrToStringUTF8(text)?.Trim().ReplaceLineEndings("; ");
            VipsApi.Free(text);
            return string.IsNullOrEmpty(message) ? "libvips gave no reason" : message;
        }
    }

    private void Run()
    {
        var built = VipsApi.Build(handle);
        if (built == 0)
            throw Failure();

        // The result of a build replaces the operation that was built.
        VipsApi.Release(handle);
        SetHandle(built);
    }
}
