using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Spotter.Captions;

/// <summary>
/// Keeps features between runs: one file for each encoder, records of one length behind each other. A record is the SHA-256 of the caption,
/// its features in 32-bit floats, and the first eight bytes of the SHA-256 of both; one that does not fit is damaged and read as absent.
/// </summary>
public sealed class CaptionCache : IDisposable
{
    private const int CheckBytes = 8;

    private readonly Dictionary<UInt128, long> _places = [];
    private readonly FileStream? _file;
    private readonly int _length;
    private long _end;

    private CaptionCache(FileStream? file, int features, string? problem)
    {
        (_file, Problem) = (file, problem);
        _length = SHA256.HashSizeInBytes + (features * sizeof(float)) + CheckBytes;
        if (_file is not null)
            ReadKeys();
    }

    /// <summary>Why features cannot be kept; null where they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Opens the file of an encoder. Where another process has it, or the disk refuses, nothing is known and nothing kept.
    /// </summary>
    /// <param name="folder">Where the files of all encoders are.</param>
    /// <param name="encoder">Whose features these are.</param>
    public static CaptionCache Open(string folder, CaptionEncoder encoder)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(encoder.Key)))[..16];
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(
                Path.Combine(folder, $"captions-{name}.features"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new CaptionCache(file, encoder.FeatureCount, problem: null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new CaptionCache(file: null, encoder.FeatureCount, error.Message);
        }
    }

    /// <summary>The features of a caption; null where they are not known, or damaged.</summary>
    public float[]? Find(string caption)
    {
        var hash = HashOf(caption);
        if (_file is null || !_places.TryGetValue(KeyOf(hash), out var place))
            return null;

        var record = new byte[_length];
        var isWhole = RandomAccess.Read(_file.SafeFileHandle, record, place) == _length;
        var check = record.AsSpan(_length - CheckBytes);
        return isWhole && record.AsSpan(0, hash.Length).SequenceEqual(hash) && check.SequenceEqual(CheckOf(record))
            ? MemoryMarshal.Cast<byte, float>(record.AsSpan(hash.Length, _length - hash.Length - CheckBytes)).ToArray()
            : null;
    }

    /// <summary>Keeps the features of a caption. A disk that is full costs the next run time, and this one nothing.</summary>
    public void Keep(string caption, float[] features)
    {
        if (_file is null || Problem is not null)
            return;

        var hash = HashOf(caption);
        byte[] record = [.. hash, .. MemoryMarshal.AsBytes<float>(features), .. new byte[CheckBytes]];
        CheckOf(record).CopyTo(record.AsSpan(_length - CheckBytes));
        // One that is damaged is written again in its place.
        var place = _places.GetValueOrDefault(KeyOf(hash), _end);
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, record, place);
            _places[KeyOf(hash)] = place;
            _end = Math.Max(_end, place + _length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Problem = error.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    // A record that a crash cut off is the last one, and is written over.
    private void ReadKeys()
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        for (; _end + _length <= _file!.Length; _end += _length)
        {
            _ = RandomAccess.Read(_file.SafeFileHandle, hash, _end);
            _places[KeyOf(hash)] = _end;
        }
    }

    private static byte[] HashOf(string caption) => SHA256.HashData(MemoryMarshal.AsBytes(caption.AsSpan()));

    private static UInt128 KeyOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128LittleEndian(hash);

    private ReadOnlySpan<byte> CheckOf(byte[] record) => SHA256.HashData(record.AsSpan(0, _length - CheckBytes)).AsSpan(0, CheckBytes);
}
