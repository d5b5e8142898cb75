using Microsoft.Extensions.Options;
using Spotter.Local.State;

namespace Spotter.Tests;

/// <summary>Opens real stores in a folder of a test.</summary>
internal static class TestStores
{
    public static SqliteStateStore OpenState(DirectoryInfo folder) =>
        new(Options.Create(new StateOptions { Path = Path.Combine(folder.FullName, "state.db") }));
}
