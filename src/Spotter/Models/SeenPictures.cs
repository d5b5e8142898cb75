namespace Spotter.Models;

/// <summary>
/// Which pictures a model was made from, by the SHA-256 of their bytes: <c>pictures.tsv</c> beside it, a line <c>hash, label, side</c>
/// each.
/// </summary>
public static class SeenPictures
{
    /// <summary>The name of the file.</summary>
    public const string File = "pictures.tsv";

    private const string OnlyMeasured = "test";

    /// <summary>Those that had a part in a model, which is all but those that it was only measured on.</summary>
    /// <param name="modelFolder">The model's folder.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="name">The file.</param>
    /// <returns>The label of each hash in lower case; empty where the file is missing.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string modelFolder, CancellationToken cancellationToken, string name = File)
    {
        var file = Path.Combine(modelFolder, name);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!System.IO.File.Exists(file))
            return seen;

        await foreach (var line in System.IO.File.ReadLinesAsync(file, cancellationToken))
            if (line.Split('\t') is [var hash, .. var rest] && rest is not [.., OnlyMeasured])
                seen[hash] = rest.FirstOrDefault("");
        return seen;
    }
}
