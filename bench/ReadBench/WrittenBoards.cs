using System.Text.Json;

namespace ReadBench;

/// <summary>What people read on pictures: <c>{ "pictures": { "board/one.jpg": ["a line", "another"] } }</c>.</summary>
public static class WrittenBoards
{
    /// <summary>The lines of each picture, by its path below the folder of pictures.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.GetProperty("pictures").EnumerateObject().ToDictionary(
            picture => picture.Name,
            IReadOnlyList<string> (picture) => [.. picture.Value.EnumerateArray().Select(line => line.GetString()!)]);
    }
}
