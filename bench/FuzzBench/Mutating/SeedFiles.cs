using System.Reflection;

namespace FuzzBench.Mutating;

/// <summary>The files that inputs are made from: what is committed, and a folder of examples.</summary>
/// <param name="folder">Examples; null for what is committed alone.</param>
internal sealed class SeedFiles(string? folder)
{
    private const int MaxBytes = 4 << 20;

    private readonly List<string> _files = folder is null
        ? []
        : [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Reads the answers of one interface.</summary>
    /// <param name="name">The folder of what is committed.</param>
    /// <param name="part">What the path of an example holds.</param>
    /// <param name="extension">With the dot.</param>
    public AnswerSeeds ReadAnswers(string name, string? part, string extension = ".json") => new(
    [
        .. ReadCommitted(name),
        .. part is null
            ? []
            : ReadExamples(path => path.Contains(part, StringComparison.Ordinal) && HasExtension(path, extension), MaxBytes),
    ]);

    public static IEnumerable<byte[]> ReadCommitted(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var names = assembly.GetManifestResourceNames().Where(resource => resource.StartsWith($"seeds/{name}", StringComparison.Ordinal));
        foreach (var resource in names.Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return bytes.ToArray();
        }
    }

    public IEnumerable<byte[]> ReadExamples(Func<string, bool> isWanted, int maxBytes) =>
        _files.Where(isWanted).Where(path => new FileInfo(path).Length <= maxBytes).Select(File.ReadAllBytes);

    public static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.Ordinal);
}
