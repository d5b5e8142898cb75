using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Spotter.Reading;

namespace Spotter.Learning.Words;

/// <summary>
/// Keeps what was read in pictures between trainings: a file per picture, below a folder per reader. One that cannot be read is absent.
/// </summary>
/// <param name="folder">Where the features' folders are; null for no cache.</param>
/// <param name="reader">Who reads, and by which version (<see cref="PictureWords.Reader"/>).</param>
internal sealed class WordCache(string? folder, string reader)
{
    private readonly string? _folder = folder is null
        ? null
        : Path.Combine(folder, $"words-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reader)))[..16]}");

    /// <summary>Finds what was read in a picture; null where nothing is kept.</summary>
    /// <param name="picture">The SHA-256 of its bytes.</param>
    public PictureWords? Find(byte[] picture)
    {
        if (_folder is null || FileOf(picture) is not { } file || !File.Exists(file))
            return null;

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), WordCacheJson.Default.PictureWords) is { Lines: not null } words
                && words.Reader == reader ? words : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was read. A disk that is full costs the next training time, and this one nothing.</summary>
    public void Keep(byte[] picture, PictureWords words)
    {
        if (_folder is null)
            return;

        var file = FileOf(picture);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(words, WordCacheJson.Default.PictureWords));
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is read again the next time.
        }
    }

    private string FileOf(byte[] picture)
    {
        var name = Convert.ToHexStringLower(picture);
        return Path.Combine(_folder!, name[..2], $"{name}.json");
    }
}
