using System.Diagnostics;

namespace Spotter.Learning.Training;

/// <summary>
/// A folder of its own for what people labelled, until this is disposed. What a training left that was killed is cleared away by the next.
/// </summary>
internal sealed class CorrectionsFolder : IDisposable
{
    /// <summary>What the names of such folders begin with, among those of temporary files.</summary>
    public const string Prefix = "spotter-corrections-";

    /// <summary>The file in it that its owner holds open.</summary>
    public const string HeldFile = ".held";

    private readonly string _root;
    private readonly FileStream _held;

    public CorrectionsFolder()
    {
        using var own = Process.GetCurrentProcess();
        ClearLeft(Path.GetTempPath(), own.StartTime.ToUniversalTime());
        _root = Directory.CreateTempSubdirectory(Prefix).FullName;
        _held = new FileStream(Path.Combine(_root, HeldFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Pictures = Directory.CreateDirectory(Path.Combine(_root, "pictures")).FullName;
    }

    /// <summary>Where the pictures go.</summary>
    public string Pictures { get; }

    /// <summary>Deletes the folders that nobody holds.</summary>
    /// <param name="place">Where they are.</param>
    /// <param name="before">One that was made later may not be held yet.</param>
    public static void ClearLeft(string place, DateTime before)
    {
        foreach (var folder in new DirectoryInfo(place).EnumerateDirectories(Prefix + "*").Where(folder => folder.LinkTarget is null))
            try
            {
                if (IsLeft(new FileInfo(Path.Combine(folder.FullName, HeldFile)), before))
                    folder.Delete(recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or held by another training.
            }
    }

    public void Dispose()
    {
        _held.Dispose();
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    private static bool IsLeft(FileInfo held, DateTime before)
    {
        if (!held.Exists || held.LastWriteTimeUtc >= before)
            return false;

        using var free = held.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }
}
