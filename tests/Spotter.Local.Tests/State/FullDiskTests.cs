using System.Diagnostics;
using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Local.Tests.State;

/// <summary>A state on a disk of a megabyte, which root may mount on Linux.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("spotter-test-disk-");
    private bool _isMounted;

    public void Dispose()
    {
        if (_isMounted)
            Run("umount", "--lazy", _disk.FullName);
        _disk.Delete(recursive: true);
    }

    [SkippableFact]
    public async Task A_disk_that_fills_up_while_a_change_is_committed_is_told_and_with_more_space_the_same_store_goes_on()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", _disk.FullName), "No disk can be mounted here.");
        _isMounted = true;
        await using var store = new SqliteStateStore(Options.Create(new StateOptions { Path = Path.Combine(_disk.FullName, "state.db") }));

        for (var again = 0; again < 3; again++)
            Assert.Contains("the disk is full", (await Assert.ThrowsAsync<StateException>(() => AddAsync(store, "large", 2_000_000))).Message);
        Assert.True(Run("mount", "-o", "remount,size=20m", _disk.FullName));

        Assert.True(await AddAsync(store, "large", 2_000_000));
        Assert.True(await AddAsync(store, "small", 1));
    }

    private static Task<bool> AddAsync(SqliteStateStore store, string key, int bytes) =>
        store.TryChangeAsync("p", [StateChange.Add(key, new byte[bytes])], CancellationToken.None);

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
