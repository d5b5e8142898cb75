using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Cli.Checks;

/// <summary>Looks whether the state and the pictures can be kept.</summary>
internal sealed class StorageChecks(CommandHost host)
{
    private const long MinFreeBytes = 1L << 30;

    public async Task<string> CheckStateAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(host.Get<IOptions<StateOptions>>().Value.Path);
        // Whoever only looks leaves nothing behind.
        if (!File.Exists(path))
        {
            RequireWritable(FindFolder(path), "State:Path");
            return $"none yet; it will be {path}";
        }

        var problems = new List<string>();
        var watches = await host.Get<WatchRepository>()
            .ListAsync(error => problems.Add(error.Message), cancellationToken)
            .CountAsync(cancellationToken);
        if (problems.Count > 0)
            throw new ProblemException(string.Join(" ", problems));

        // What can be read need not be what can be written: it may be locked, or its disk full.
        await host.Get<IStateStore>().TryChangeAsync("doctor", [StateChange.Put("written", "{}"u8.ToArray())], cancellationToken);
        await host.Get<IStateStore>().TryChangeAsync("doctor", [StateChange.Delete("written")], cancellationToken);
        return $"{path}, {Quantity.Of(watches, "account")} watched";
    }

    public string CheckDisk()
    {
        var folder = Path.GetFullPath(host.Get<IOptions<PictureFolderOptions>>().Value.Folder);
        var there = Directory.Exists(folder) ? folder : FindFolder(folder);
        var free = new DriveInfo(there).AvailableFreeSpace;
        if (free < MinFreeBytes)
            throw new ProblemException($"{folder} has {free >> 20} MB free. Free some space or set Pictures:Folder.");

        RequireWritable(there, "Pictures:Folder");
        return $"{folder}, {free >> 30} GB free";
    }

    // The folder in which what is not there yet will be made.
    private static string FindFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Path.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        return folder ?? path;
    }

    private static void RequireWritable(string folder, string setting)
    {
        try
        {
            using var probe = File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"{folder} cannot be written. Give this user the right to write there, or set {setting}.");
        }
    }
}
