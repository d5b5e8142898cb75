using Microsoft.Extensions.Options;
using Spotter.Contracts.Calls;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Local.Tests.State;

public sealed class SqliteCallBudgetTests : CallBudgetContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly List<SqliteStateStore> _opened = [];

    public override async Task DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override Task<IStateStore> OpenAsync()
    {
        _opened.Add(new SqliteStateStore(Options.Create(new StateOptions { Path = Path.Combine(_folder.FullName, "spotter.db") })));
        return Task.FromResult<IStateStore>(_opened[^1]);
    }
}
