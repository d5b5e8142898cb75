using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Spotter.Learning.Backbones;

namespace Spotter.Learning.Features;

/// <summary>
/// Keeps features between trainings: a file per picture, below a folder per backbone and way of reading pictures. A file is the SHA-256 of
/// what
/// follows, the picture's fingerprint and its features in 32-bit floats; one that does not fit is damaged and read as absent.
/// </summary>
/// <param name="folder">Where the folders of all backbones are; null for no cache.</param>
/// <param name="backbone">Whose features these are.</param>
internal sealed class FeatureCache(string? folder, BackboneModel backbone)
{
    private readonly string? _folder = folder is null ? null : Path.Combine(folder, KeyOf(backbone));
    private int _damaged;
    private string? _problem;

    /// <summary>How many files were damaged.</summary>
    public int Damaged => _damaged;

    /// <summary>Why features could not be kept; null where they could.</summary>
    public string? Problem => _problem;

    /// <summary>Finds what is kept of a picture; null where there is nothing, or where it is damaged.</summary>
    /// <param name="picture">The SHA-256 of its bytes.</param>
    /// <param name="variant">Which changed copy; empty for the picture itself.</param>
    public FeatureRow? Find(byte[] picture, string variant)
    {
        if (_folder is null)
            return null;

        var file = FileOf(picture, variant);
        if (!File.Exists(file))
            return null;

        try
        {
            if (Parse(File.ReadAllBytes(file)) is { } row)
                return row;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As good as damaged.
        }

        Interlocked.Increment(ref _damaged);
        return null;
    }

    /// <summary>Keeps what is known of a picture. A disk that is full costs the next training time, and this one nothing.</summary>
    public void Keep(byte[] picture, string variant, FeatureRow row)
    {
        if (_folder is null || _problem is not null)
            return;

        var file = FileOf(picture, variant);
        var unfinished = $"{file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            byte[] content = [.. row.Fingerprint, .. MemoryMarshal.AsBytes<float>(row.Values)];
            File.WriteAllBytes(unfinished, [.. SHA256.HashData(content), .. content]);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = e.Message;
            TryDelete(unfinished);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is never read, and goes with the folder.
        }
    }

    private static FeatureRow? Parse(byte[] file)
    {
        const int Header = SHA256.HashSizeInBytes + Fingerprint.Length;
        if (file.Length <= Header || (file.Length - Header) % sizeof(float) != 0)
            return null;

        var content = file.AsSpan(SHA256.HashSizeInBytes);
        return file.AsSpan(0, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(content))
            ? new FeatureRow(
                MemoryMarshal.Cast<byte, float>(content[Fingerprint.Length..]).ToArray(), content[..Fingerprint.Length].ToArray())
            : null;
    }

    // The backbone's bytes end in the tensor that was chosen; how pictures are read is beside them.
    private static string KeyOf(BackboneModel backbone)
    {
        var input = backbone.Input;
        var reading = string.Create(
            CultureInfo.InvariantCulture,
            $"{backbone.Sha256} {input.Name} {input.Width} {input.Height} {input.ElementType} {input.Layout} {input.Channels} "
                + $"{input.Fit} {Join(input.Mean)} {Join(input.Scale)}"
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reading)))[..16];
    }

    private static string Join(IEnumerable<float> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private string FileOf(byte[] picture, string variant)
    {
        var name = Convert.ToHexStringLower(picture);
        return Path.Combine(_folder!, name[..2], $"{name}{variant}.features");
    }
}
