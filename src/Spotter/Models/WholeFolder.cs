namespace Spotter.Models;

/// <summary>Puts a folder of a model in its place.</summary>
public static class WholeFolder
{
    /// <summary>
    /// Moves a folder without folders in it when its files are on the disk: else a power cut may leave a model under its name without
    /// its bytes.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="place">Where it goes, on the same disk; nothing is there.</param>
    /// <exception cref="IOException">The disk does not take it, or something is there.</exception>
    /// <exception cref="UnauthorizedAccessException">The place cannot be written.</exception>
    public static void Move(string folder, string place)
    {
        // Windows has only that on the disk which may be written; elsewhere a file that may only be read is no trouble.
        var access = OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, access);
            RandomAccess.FlushToDisk(handle);
        }

        Directory.Move(folder, place);
    }
}
