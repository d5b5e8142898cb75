using Microsoft.Extensions.Options;
using Spotter.Contracts.State;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Local.Tests.State;

public sealed class SqliteStateStoreTests : StateStoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly List<SqliteStateStore> _opened = [];

    private string File => Path.Combine(_folder.FullName, "state", "spotter.db");

    public override async Task DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override Task<IStateStore> OpenAsync()
    {
        _opened.Add(new SqliteStateStore(Options.Create(new StateOptions { Path = File })));
        return Task.FromResult<IStateStore>(_opened[^1]);
    }

    [Fact]
    public async Task Records_are_there_when_the_file_is_opened_again()
    {
        await Store.TryChangeAsync("p", [StateChange.Add("k", "1"u8.ToArray())], CancellationToken.None);
        await _opened[0].DisposeAsync();

        var again = await OpenAsync();

        Assert.NotNull(await again.FindAsync(new StateKey("p", "k"), CancellationToken.None));
    }

    [Fact]
    public async Task A_state_that_was_closed_is_one_file_that_can_be_copied_or_deleted()
    {
        await Store.TryChangeAsync("p", [StateChange.Add("k", "1"u8.ToArray())], CancellationToken.None);
        await Store.FindAsync(new StateKey("p", "k"), CancellationToken.None);
        Assert.Contains($"{File}-wal", Directory.GetFiles(Path.GetDirectoryName(File)!));

        await _opened[0].DisposeAsync();

        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void A_file_that_is_not_a_state_file_is_refused_with_its_name_and_kept()
    {
        var path = Path.Combine(_folder.FullName, "notes.db");
        System.IO.File.WriteAllText(path, new string('x', 10_000));

        var error = Assert.Throws<StateException>(() => new SqliteStateStore(Options.Create(new StateOptions { Path = path })));

        Assert.Contains(path, error.Message);
        Assert.Contains("damaged", error.Message);
        Assert.Equal(10_000, new FileInfo(path).Length);
    }

    [Theory]
    [InlineData("99", "newer Spotter")]
    [InlineData("-1", "schema is -1, which no Spotter writes")]
    public async Task A_file_whose_schema_is_not_known_is_refused(string version, string expected)
    {
        await _opened[0].DisposeAsync();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this test.
            command.CommandText = $"PRAGMA user_version = {version}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        Assert.Contains(expected, (await Assert.ThrowsAsync<StateException>(OpenAsync)).Message);
    }

    [Fact]
    public async Task While_another_program_holds_the_file_a_change_fails_with_what_to_do_and_succeeds_afterwards()
    {
        var store = new SqliteStateStore(Options.Create(new StateOptions { Path = File, BusyTimeout = 0 }));
        _opened.Add(store);
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false"))
        {
            other.Open();
            using var transaction = other.BeginTransaction(deferred: false);
            var error = await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
                "p", [StateChange.Add("k", "1"u8.ToArray())], CancellationToken.None));
            Assert.Contains("locked", error.Message);
        }

        Assert.True(await store.TryChangeAsync("p", [StateChange.Add("k", "1"u8.ToArray())], CancellationToken.None));
    }

    [Fact]
    public async Task A_change_that_cannot_be_made_fails_alone_among_those_committed_with_it()
    {
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=false"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText =
                "CREATE TRIGGER refuse BEFORE INSERT ON records WHEN NEW.key = 'refused' BEGIN SELECT RAISE(ABORT, 'refused'); END";
            command.ExecuteNonQuery();
        }

        var changes = Enumerable.Range(0, 200)
            .Select(
                n => Store.TryChangeAsync("p", [StateChange.Add(n == 100 ? "refused" : $"{n}", "1"u8.ToArray())], CancellationToken.None))
            .ToArray();

        var error = await Assert.ThrowsAsync<StateException>(() => changes[100]);
        Assert.Contains(File, error.Message);
        Assert.All(await Task.WhenAll(changes.Where((_, n) => n != 100)), Assert.True);
    }

    [Fact]
    public void After_the_disk_was_full_the_writer_goes_on_and_nothing_of_the_failed_change_is_kept()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteSchema.Migrate(connection, ":memory:");
        SqliteSchema.Execute(connection, "PRAGMA max_page_count = 20");
        using var writer = new SqliteWriter(connection);

        var full = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => writer.Commit(
            [new PendingChange("p", [StateChange.Add("small", "1"u8.ToArray()), StateChange.Add("large", new byte[1_000_000])])]));

        Assert.Contains("disk is full", SqliteErrors.Explain("spotter.db", full).Message);
        Assert.Equal([true], writer.Commit([new PendingChange("p", [StateChange.Add("small", "1"u8.ToArray())])]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var blocked = Path.Combine(_folder.FullName, "file");
        System.IO.File.WriteAllText(blocked, "");

        var error = Assert.Throws<StateException>(() => new SqliteStateStore(
            Options.Create(new StateOptions { Path = Path.Combine(blocked, "spotter.db") })));

        Assert.Contains("State:Path", error.Message);
    }
}
