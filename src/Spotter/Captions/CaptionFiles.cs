using System.Text.Json;
using System.Text.RegularExpressions;
using Spotter.Pictures;

namespace Spotter.Captions;

/// <summary>
/// Reads captions from JSON, whoever gathered it: lines of <c>spotter collect</c>, lines with <c>account</c> and <c>captions</c>, a file
/// for each post as instaloader writes it, files of other scrapers and replies of the Graph API.
/// </summary>
public static partial class CaptionFiles
{
    private const long MaxBytes = 1024L * 1024 * 1024;
    private const long MaxWholeBytes = 256 * 1024 * 1024;
    private static readonly string[] Lines = [".jsonl", ".ndjson"];

    /// <summary>Reads a file, or the files of a folder and of those below it, in the order of their names.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="progress">Told how many files are read, of how many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CaptionInputException">There is no such file or folder, or no JSON in it.</exception>
    public static async Task<CaptionInput> ReadAsync(string path, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        var files = Find(path);
        var gathered = new GatheredCaptions();
        for (var i = 0; i < files.Count; i++)
        {
            await ReadFileAsync(files[i], gathered, cancellationToken);
            progress?.Invoke(i + 1, files.Count);
        }

        return gathered.ToInput();
    }

    private static List<string> Find(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new CaptionInputException($"There is no file or folder {path}. Name what spotter collect, or another program, wrote.");

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint,
        };
        var files = Directory.EnumerateFiles(PlainPath.Of(path), "*", options)
            .Where(file => IsLines(file) || HasEnd(file, ".json") || HasEnd(file, ".json.xz"))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new CaptionInputException($"{path} holds no .jsonl, .ndjson or .json file.");
    }

    private static async Task ReadFileAsync(string file, GatheredCaptions gathered, CancellationToken cancellationToken)
    {
        try
        {
            if (HasEnd(file, ".xz"))
                gathered.TellUnread(file, file, "it is compressed. Unpack it (xz -d), or gather with --no-compress-json.");
            else if (new FileInfo(file).Length > MaxBytesOf(file))
                gathered.TellUnread(file, file, $"it is larger than {MaxBytesOf(file) / 1024 / 1024} MB. Split it.");
            else if (HasEnd(file, ".json"))
                Read(await File.ReadAllTextAsync(file, cancellationToken), file, file, gathered);
            else
                await ReadLinesAsync(file, gathered, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            gathered.TellUnread(file, file, error.Message);
        }
    }

    private static async Task ReadLinesAsync(string file, GatheredCaptions gathered, CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                Read(line, file, $"{file}, line {number}", gathered);
        }
    }

    private static void Read(string json, string file, string place, GatheredCaptions gathered)
    {
        try
        {
            using var document = JsonDocument.Parse(HalfSurrogate().Replace(json, @"\uFFFD"));
            if (!PostWalker.Walk(document.RootElement, AccountOf(file), gathered))
                gathered.Tell($"{place}: nothing in it is a post with an account and a caption.");
        }
        catch (JsonException error)
        {
            gathered.TellUnread(file, place, $"it is no JSON: {error.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            gathered.TellUnread(file, place, "it takes too long to read. Divide it.");
        }
    }

    // A file for each post is named by its time, in a folder named by the account.
    private static string AccountOf(string file) => PostFile().IsMatch(Path.GetFileName(file))
        ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))!)
        : Path.GetFileNameWithoutExtension(file);

    private static long MaxBytesOf(string file) => HasEnd(file, ".json") ? MaxWholeBytes : MaxBytes;

    private static bool IsLines(string file) => Lines.Any(end => HasEnd(file, end));

    private static bool HasEnd(string file, string end) => file.EndsWith(end, StringComparison.OrdinalIgnoreCase);

    // JSON may hold half of a pair; .NET refuses to make it a string.
    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}",
        RegexOptions.None,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HalfSurrogate();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_UTC")]
    private static partial Regex PostFile();
}
