using System.Text.Json;
using SharpCompress.Compressors.Xz;
using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>Reads JSON that lies beside pictures.</summary>
internal static class DescriptionFile
{
    // A post with all its comments is smaller; a bomb is not.
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>True where a file's name is that of such JSON.</summary>
    public static bool IsLike(string file) =>
        file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".json.xz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads a file: the post it tells of, or why it cannot be read; neither where it tells of something else, as of a profile.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="media">What lies beside it.</param>
    public static (DescribedPost? Found, string? Problem) Read(string file, FolderMedia media)
    {
        try
        {
            using var document = JsonDocument.Parse(ReadBytes(file));
            var root = document.RootElement;
            return (InstaloaderPost.Read(root, file, media) ?? GalleryPost.Read(root, file, media), null);
        }
        catch (OddItemException odd)
        {
            return (null, $"it tells of no post that can be read: {odd.Message}.");
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            return (null, $"it is damaged: {error.Message.TrimEnd('.')}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"it cannot be read: {error.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>
    /// False where a file certainly tells of no post, which a look at its bytes says: what tells of one names its program or its category.
    /// </summary>
    public static bool MayTell(string file)
    {
        if (IsPacked(file))
            return true;

        try
        {
            return PictureFile.LengthOf(file) > 0 && HasName(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Why the disk does not give a file; null where it does.</summary>
    public static string? FindReadProblem(string file)
    {
        try
        {
            if (PictureFile.LengthOf(file) > 0)
                using (var stream = Open(file))
                    stream.ReadByte();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    /// <summary>A file's path without its endings.</summary>
    public static string StemOf(string file) => file[..^(IsPacked(file) ? ".json.xz".Length : ".json".Length)];

    private static bool IsPacked(string file) => file.EndsWith(".xz", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlyMemory<byte> ReadBytes(string file)
    {
        // A pipe is waited for, and a device goes on for ever.
        if (PictureFile.LengthOf(file) == 0)
            throw new InvalidDataException("it is empty, or a pipe or a device");

        using var stream = Open(file);
        var bytes = ReadBytes(stream);
        return IsPacked(file) ? Unpack(bytes) : bytes;
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static bool HasName(string file)
    {
        const int kept = 32;
        using var stream = Open(file);
        var buffer = new byte[64 * 1024];
        var (start, length) = (true, 0);
        for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            var bytes = buffer.AsSpan(0, length + read);
            if (start && bytes.TrimStart(" \t\r\n"u8) is [not (byte)'{', ..])
                return false;
            if (bytes.IndexOf("\"instaloader\""u8) >= 0 || bytes.IndexOf("\"category\""u8) >= 0)
                return true;

            // A name may be cut in two.
            length = Math.Min(kept, bytes.Length);
            bytes[^length..].CopyTo(buffer);
            start = false;
        }

        return false;
    }

    private static byte[] Unpack(byte[] packed)
    {
        try
        {
            using var bytes = new XZStream(new MemoryStream(packed));
            return ReadBytes(bytes);
        }
        // Whatever the library throws at bytes in memory, they are to blame.
        catch (Exception error) when (error is not InvalidDataException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static byte[] ReadBytes(Stream bytes)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = bytes.Read(buffer)) > 0;)
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MaxBytes)
                throw new InvalidDataException($"it holds more than {MaxBytes} bytes");
        }

        return whole.ToArray();
    }
}
