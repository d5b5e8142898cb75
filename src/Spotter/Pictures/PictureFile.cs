using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>Reads picture files only where that can end: a pipe is waited for, and a device goes on for ever.</summary>
public static class PictureFile
{
    private const int FirstBytes = 64;

    /// <summary>
    /// How long a file is, that of its target where it is a link; 0 for pipes and devices, whatever can be read from them.
    /// </summary>
    public static long LengthOf(string file) =>
        new FileInfo(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file) is { Exists: true } found ? found.Length : 0;

    /// <summary>Reads a file whole.</summary>
    /// <param name="maxBytes">The most bytes that it may have.</param>
    /// <exception cref="PictureFormatException">It is empty, larger, a pipe or a device.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string file, int maxBytes, CancellationToken cancellationToken)
    {
        if (LengthOf(file) == 0 && File.Exists(file))
            throw new PictureFormatException("the file is empty, or a pipe or a device, from which no picture is read: save it as a file");

        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.Asynchronous);
        return await BoundedBytes.ReadAsync(stream, maxBytes, stream.Length, cancellationToken)
            ?? throw new PictureFormatException($"the file is larger than {maxBytes} bytes (Pictures:MaxBytes)");
    }

    /// <summary>True where a file's name or its first bytes are those of a picture, whether or not it is one that can be read.</summary>
    public static bool IsLike(string file) => PictureExtensions.IsLike(file) || StartsLikeOne(file);

    private static bool StartsLikeOne(string file)
    {
        try
        {
            if (LengthOf(file) == 0)
                return false;

            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Span<byte> first = stackalloc byte[FirstBytes];
            return PictureSniffer.FindMediaType(first[..stream.ReadAtLeast(first, FirstBytes, throwOnEndOfStream: false)]) is not null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
