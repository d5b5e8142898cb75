using System.Buffers.Binary;

namespace Spotter.Pictures;

/// <summary>
/// Follows the outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, 4.2) as its bytes go by, and so sees where a file breaks off
/// that nobody said the length of.
/// </summary>
internal sealed class BoxWalk
{
    private const int Short = 8;
    private const int Long = 16;

    private readonly byte[] _header = new byte[Long];
    private int _known;
    private ulong _left;
    private bool _hasIndex;
    private bool _hasData;
    private bool _isOver;

    /// <summary>Takes the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isOver)
        {
            var taken = _left > 0 ? Pass(bytes) : ReadHeader(bytes);
            bytes = bytes[taken..];
        }
    }

    /// <summary>Why the file is not whole, as the end of a sentence; null where nothing speaks against it.</summary>
    public string? FindProblem()
    {
        if (_left > 0)
            return $"it breaks off, {_left} bytes before the end of its last part";

        return _hasIndex && _hasData ? null : "it breaks off before its index (moov) or its data (mdat), without which no film is whole";
    }

    private int Pass(ReadOnlySpan<byte> bytes)
    {
        var passed = (int)Math.Min(_left, (ulong)bytes.Length);
        _left -= (ulong)passed;
        return passed;
    }

    private int ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var wanted = _known >= Short && BinaryPrimitives.ReadUInt32BigEndian(_header) == 1 ? Long : Short;
        var taken = Math.Min(wanted - _known, bytes.Length);
        bytes[..taken].CopyTo(_header.AsSpan(_known));
        _known += taken;
        if (_known == wanted)
            Begin(wanted);
        return taken;
    }

    private void Begin(int headerLength)
    {
        ulong length = BinaryPrimitives.ReadUInt32BigEndian(_header);
        if (length == 1 && headerLength == Short)
            return;
        if (headerLength == Long)
            length = BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(Short));

        _hasIndex |= _header.AsSpan(4, 4).SequenceEqual("moov"u8);
        _hasData |= _header.AsSpan(4, 4).SequenceEqual("mdat"u8);
        // One without a length goes on to the end; one that is shorter than its own header is what some programs leave behind the last.
        _isOver = length < (ulong)headerLength;
        _left = _isOver ? 0 : length - (ulong)headerLength;
        _known = 0;
    }
}
