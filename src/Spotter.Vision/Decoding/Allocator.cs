using System.Runtime.InteropServices;

namespace Spotter.Vision.Decoding;

/// <summary>Tunes the C library's allocator for picture buffers.</summary>
internal static unsafe class Allocator
{
    // malloc.h of glibc.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int MaxArenas = -8;

    // glibc accepts at most half a heap (32 MiB on 64 bits) for what it takes from the system piece by piece.
    private const int LargestMapThreshold = 32 * 1024 * 1024;
    private const int KeptMemory = 16 * 1024 * 1024;

    /// <summary>
    /// Keeps memory between pictures. By default glibc gives a picture's buffers back to the system at once and takes them again, zeroed,
    /// for the next one: a tenth of
    /// the time of classifying. Does nothing where the C library is another one.
    /// </summary>
    public static void KeepPictureBuffers()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(
            library, "mallopt", out var address))
            return;

        var setOption = (delegate* unmanaged<int, int, int>)address;
        // Each arena keeps memory of its own, and there may be one for every thread.
        _ = setOption(MaxArenas, Environment.ProcessorCount);
        _ = setOption(TrimThreshold, KeptMemory);
        _ = setOption(MapThreshold, LargestMapThreshold);
    }
}
