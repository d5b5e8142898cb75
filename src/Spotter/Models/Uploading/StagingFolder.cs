namespace Spotter.Models.Uploading;

/// <summary>
/// A hidden folder beside the models, in which one is put together before it goes to its place. What is left in it goes with it, and
/// what a process that was killed left with the next one.
/// </summary>
public sealed class StagingFolder : IDisposable
{
    private const string Prefix = ".incoming-";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string _folder;

    private StagingFolder(string folder) => _folder = folder;

    /// <summary>Where a file of the model comes in as one.</summary>
    public string Archive => Path.Combine(_folder, "model.zip");

    /// <summary>Where the model's own files go: a folder that is not there yet.</summary>
    public string Model => Path.Combine(_folder, "model");

    /// <summary>Makes one.</summary>
    /// <param name="models">The folder of the models, which is made where it is not there.</param>
    /// <param name="time">Tells which others were abandoned.</param>
    public static StagingFolder Make(string models, TimeProvider time)
    {
        Sweep(models, time.GetUtcNow());
        return new StagingFolder(
            Directory.CreateDirectory(Path.GetFullPath(Path.Combine(models, $"{Prefix}{Guid.NewGuid():N}"))).FullName);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static void Sweep(string models, DateTimeOffset now)
    {
        if (!Directory.Exists(models))
            return;

        foreach (var folder in new DirectoryInfo(models).EnumerateDirectories($"{Prefix}*"))
            if (now - folder.LastWriteTimeUtc > Abandoned)
                TryDelete(folder);
    }

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It only takes space; another process may be deleting it, too.
        }
    }
}
