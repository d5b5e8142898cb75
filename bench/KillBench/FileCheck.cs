using Spotter.Pictures;

namespace KillBench;

/// <summary>What is wrong with the files that are there when all is done.</summary>
/// <param name="Left">Those that belong to nothing.</param>
/// <param name="Missing">The ids of pictures that are not there, or not as they came.</param>
internal sealed record FileCheck(IReadOnlyList<string> Left, IReadOnlyList<string> Missing)
{
    public IEnumerable<string> Problems =>
    [
        .. Left.Select(file => $"left over: {file}"),
        .. Missing.Select(picture => $"picture {picture} is missing or damaged"),
    ];

    /// <summary>Lists what is there: before the check itself opens the state, which makes files beside it.</summary>
    public static IReadOnlyList<string> List(KillPlace place) => Directory.GetFiles(place.Data, "*", SearchOption.AllDirectories);

    public static FileCheck Of(KillPlace place, IReadOnlyList<string> files, IReadOnlySet<string> pictures)
    {
        var stored = files.Where(file => IsOf(file, place.Pictures) && pictures.Contains(Path.GetFileNameWithoutExtension(file))).ToList();
        var whole = stored
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), PictureId.Of(File.ReadAllBytes(file)).Hex))
            .Where(file => file.Name == file.Hex);
        return new FileCheck(
            [.. files.Except(stored).Where(file => file != place.State)], [.. pictures.Except(whole.Select(file => file.Name))]);
    }

    private static bool IsOf(string file, string folder) => Path.GetDirectoryName(Path.GetDirectoryName(file)) == folder;
}
