using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Sets libvips up, once in a process, and turns its failures into those of pictures.</summary>
internal static class Vips
{
    static Vips()
    {
        // What a damaged picture makes it warn of comes as an exception anyway; it must not be printed as well.
        Environment.SetEnvironmentVariable("VIPS_WARNING", "0");
        if (!ModuleInitializer.VipsInitialized)
            throw new DllNotFoundException($"libvips cannot be loaded: {ModuleInitializer.Exception?.Message}", ModuleInitializer.Exception);

        // Pictures are decoded side by side: threads and results kept inside one would only cost.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Allocator.KeepPictureBuffers();
    }

    /// <summary>The library's name and version.</summary>
    public static string Version => $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";

    /// <summary>Runs what reads a picture.</summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own.</exception>
    public static T Run<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (VipsException error)
        {
            throw new PictureFormatException(error.Message.Trim().ReplaceLineEndings("; "), error);
        }
    }
}
