using System.Diagnostics;

namespace Spotter.Contracts;

/// <summary>A disk of a given size, which root may mount on Linux.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-disk-");
    private bool _isMounted;

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.FullName;

    /// <summary>Mounts it; false where that cannot be done here.</summary>
    public bool TryMount(int megabytes) =>
        _isMounted = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run(
            "mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);

    /// <summary>Gives it another size; false where that failed.</summary>
    public bool TryResize(int megabytes) => Run("mount", "-o", $"remount,size={megabytes}m", Path);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isMounted)
            Run("umount", "--lazy", Path);
        _folder.Delete(recursive: true);
    }

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
