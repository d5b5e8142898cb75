using System.Buffers.Binary;

namespace Spotter.Models.Uploading;

/// <summary>
/// The list of files at the end of a zip archive (the central directory of PKWARE's APPNOTE.TXT, 4.3.12). To read it costs some hundred
/// bytes of memory for each file that it names, whatever it says of their number, so that its length is looked at before.
/// </summary>
internal static class ArchiveList
{
    private const int EndBytes = 22;
    private const int MaxComment = ushort.MaxValue;
    private const int DiskAt = 4;
    private const int CountAt = 10;
    private const int BeginAt = 16;
    private static ReadOnlySpan<byte> EndMark => "PK\x05\x06"u8;

    /// <summary>True where it has more bytes, or says what another list of it would have to be asked for (ZIP64).</summary>
    /// <param name="archive">May be sought through.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<bool> IsLongerAsync(Stream archive, int most, CancellationToken cancellationToken)
    {
        var tail = new byte[Math.Min(archive.Length, EndBytes + MaxComment)];
        archive.Position = archive.Length - tail.Length;
        await archive.ReadExactlyAsync(tail, cancellationToken);
        var at = tail.AsSpan(0, Math.Max(0, tail.Length - EndBytes + EndMark.Length)).LastIndexOf(EndMark);
        if (at < 0)
            return false;

        var end = tail.AsSpan(at);
        var begin = BinaryPrimitives.ReadUInt32LittleEndian(end[BeginAt..]);
        var isElsewhere = begin == uint.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end[DiskAt..]) == ushort.MaxValue
            || BinaryPrimitives.ReadUInt16LittleEndian(end[CountAt..]) == ushort.MaxValue;
        return isElsewhere || archive.Length - tail.Length + at - begin > most;
    }
}
