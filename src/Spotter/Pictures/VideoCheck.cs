namespace Spotter.Pictures;

/// <summary>Says of bytes that go by whether they are a video, and a whole one as far as can be told without decoding it.</summary>
internal sealed class VideoCheck
{
    private readonly byte[] _head = new byte[VideoSniffer.HeadBytes];
    private readonly BoxWalk _boxes = new();
    private int _known;

    /// <summary>How the file's name ends, with its dot; null where it is no video.</summary>
    public string? Extension => VideoSniffer.FindExtension(_head.AsSpan(0, _known));

    /// <summary>Takes the next bytes; false as soon as they are known to be no video.</summary>
    public bool Add(ReadOnlySpan<byte> bytes)
    {
        _boxes.Add(bytes);
        if (_known == _head.Length)
            return true;

        var taken = Math.Min(_head.Length - _known, bytes.Length);
        bytes[..taken].CopyTo(_head.AsSpan(_known));
        _known += taken;
        return _known < _head.Length || Extension is not null;
    }

    /// <summary>Why what came is no whole video, as the end of a sentence; null where it is one.</summary>
    public string? FindProblem() => Extension switch
    {
        null when _known == 0 => "the file is empty",
        null => "it is not an MP4, QuickTime or WebM file",
        ".webm" => null,
        _ => _boxes.FindProblem(),
    };
}
