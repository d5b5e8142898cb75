using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Local.Tests.State;

/// <summary>A state on a disk of a megabyte, which root may mount on Linux.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SmallDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [SkippableFact]
    public async Task A_disk_that_fills_up_while_a_change_is_committed_is_told_and_with_more_space_the_same_store_goes_on()
    {
        Skip.IfNot(_disk.TryMount(megabytes: 1), "No disk can be mounted here.");
        await using var store = new SqliteStateStore(Options.Create(new StateOptions { Path = Path.Combine(_disk.Path, "state.db") }));

        for (var again = 0; again < 3; again++)
            Assert.Contains(
                "the disk is full", (await Assert.ThrowsAsync<StateException>(() => AddAsync(store, "large", 2_000_000))).Message);
        Assert.True(_disk.TryResize(megabytes: 20));

        Assert.True(await AddAsync(store, "large", 2_000_000));
        Assert.True(await AddAsync(store, "small", 1));
    }

    private static Task<bool> AddAsync(SqliteStateStore store, string key, int bytes) =>
        store.TryChangeAsync("p", [StateChange.Add(key, new byte[bytes])], CancellationToken.None);
}
