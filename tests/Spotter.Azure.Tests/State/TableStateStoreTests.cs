using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Spotter.Azure.State;
using Spotter.Contracts.State;
using Spotter.FunctionsApp.Azurite;
using Spotter.State;

namespace Spotter.Azure.Tests.State;

[Collection(SharedAzurite.Name)]
public sealed class TableStateStoreTests(AzuriteFixture azurite) : StateStoreContract
{
    private const int MaxInRow = 24 * 1024;

    private readonly string _partition = $"feed:{Guid.NewGuid():N}";
    private readonly TableServiceClient _tables = new(azurite.ConnectionString);
    private readonly BlobServiceClient _blobs = new(azurite.ConnectionString);

    private TableClient Table => _tables.GetTableClient(StorageNames.Table);

    private BlobContainerClient Blobs => _blobs.GetBlobContainerClient(StorageNames.State);

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task<IStateStore> OpenAsync()
    {
        await new StorageSetup(_tables, _blobs).MakeAsync(CancellationToken.None);
        return new TableStateStore(Table, Blobs);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("a b+c&d=e;f,g")]
    [InlineData("https://example.org/feed?page=1#top")]
    [InlineData("100%25")]
    [InlineData("日本 é (x)")]
    public async Task A_key_of_any_letters_is_added_found_listed_replaced_and_deleted(string key)
    {
        Assert.True(await ChangeAsync(StateChange.Add(key, Bytes("1"))));
        Assert.False(await ChangeAsync(StateChange.Add(key, Bytes("1"))));

        var found = await FindAsync(key);
        Assert.Equal(new StateKey(_partition, key), found!.Id);
        Assert.Equal(key, Assert.Single(await ListAsync(key, key + "~")).Id.Key);

        Assert.True(await ChangeAsync(StateChange.Replace(key, Bytes("2"), found.Version)));
        Assert.Equal("2", Text(await FindAsync(key)));
        Assert.True(await ChangeAsync(StateChange.Delete(key)));
        Assert.Null(await FindAsync(key));
    }

    [Fact]
    public async Task A_listed_record_has_the_version_that_is_found()
    {
        await ChangeAsync(StateChange.Add("key", Bytes("1")));

        Assert.Equal((await FindAsync("key"))!.Version, Assert.Single(await ListAsync("k", "l")).Version);
    }

    [Fact]
    public async Task A_record_that_is_not_there_is_not_replaced_alone_or_among_others()
    {
        await ChangeAsync(StateChange.Add("gone", Bytes("1")));
        var version = (await FindAsync("gone"))!.Version;
        await ChangeAsync(StateChange.Delete("gone"));

        Assert.False(await ChangeAsync(StateChange.Replace("gone", Bytes("2"), version)));
        Assert.False(await ChangeAsync(StateChange.Put("other", Bytes("2")), StateChange.Replace("gone", Bytes("2"), version)));
        Assert.Null(await FindAsync("other"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("7")]
    public async Task What_is_no_version_of_the_service_is_the_version_of_no_record(string version)
    {
        await ChangeAsync(StateChange.Add("key", Bytes("1")));

        Assert.False(await ChangeAsync(StateChange.Replace("key", Bytes("2"), version)));
        Assert.Equal("1", Text(await FindAsync("key")));
    }

    [Fact]
    public async Task Deletions_of_what_is_not_there_hinder_no_other_change()
    {
        await ChangeAsync(StateChange.Add("old", Bytes("1")));

        Assert.True(
            await ChangeAsync(
                StateChange.Delete("no1"),
                StateChange.Put("put", Bytes("2")),
                StateChange.Delete("old"),
                StateChange.Delete("no2"),
                StateChange.Add("new", Bytes("3")),
                StateChange.Delete("no3")
            )
        );

        Assert.Equal(["new", "put"], (await ListAsync("!", "~")).Select(record => record.Id.Key));
    }

    [Fact]
    public async Task After_a_needless_deletion_the_other_conditions_still_count()
    {
        await ChangeAsync(StateChange.Add("there", Bytes("1")));

        Assert.False(await ChangeAsync(StateChange.Delete("no"), StateChange.Put("put", Bytes("2")), StateChange.Add("there", Bytes("3"))));
        Assert.Null(await FindAsync("put"));
    }

    [Fact]
    public async Task A_single_deletion_is_needless_also_where_the_service_does_not_count()
    {
        var table = RefusingTable();

        Assert.True(await new TableStateStore(table, Blobs).TryChangeAsync("p", [StateChange.Delete("k")], CancellationToken.None));
    }

    [Fact]
    public async Task No_deletion_is_left_out_by_guess()
    {
        var table = RefusingTable();

        await Assert.ThrowsAsync<StateException>(() =>
            new TableStateStore(table, Blobs).TryChangeAsync(
                "p", [StateChange.Delete("a"), StateChange.Delete("b")], CancellationToken.None));
    }

    [Fact]
    public async Task No_changes_are_made_without_asking_anybody() => Assert.True(await ChangeAsync());

    [Fact]
    public async Task A_hundred_values_that_just_fit_a_row_are_changed_together()
    {
        Assert.True(await ChangeAsync([.. Enumerable.Range(0, 100).Select(n => StateChange.Add($"{n:D3}", Value(MaxInRow, (byte)n)))]));

        Assert.Equal(Enumerable.Range(0, 100).Select(n => (byte)n), (await ListAsync("!", "~")).Select(record => record.Value.Span[^1]));
        Assert.Null((await RowAsync("050")).GetString("Blob"));
    }

    [Fact]
    public async Task A_value_that_outgrows_a_row_lies_in_a_blob_named_by_its_hash_once()
    {
        await ChangeAsync(
            StateChange.Add("a", Value(MaxInRow + 1, 1)),
            StateChange.Add("b", Value(MaxInRow + 1, 1)),
            StateChange.Add("c", Value(MaxInRow + 1, 2))
        );

        var names = new[] { await RowAsync("a"), await RowAsync("b"), await RowAsync("c") }.Select(row => row.GetString("Blob")).ToArray();
        Assert.Equal(names[0], names[1]);
        Assert.NotEqual(names[0], names[2]);
        Assert.Equal(MaxInRow + 1, (await Blobs.GetBlobClient(names[0]).GetPropertiesAsync()).Value.ContentLength);
        Assert.Equal(2, (await FindAsync("c"))!.Value.Span[^1]);
    }

    [Fact]
    public async Task A_value_that_shrinks_comes_back_into_its_row()
    {
        await ChangeAsync(StateChange.Put("key", Value(MaxInRow + 1, 1)));
        await ChangeAsync(StateChange.Put("key", Bytes("small")));

        Assert.Equal("small", Text(await FindAsync("key")));
        Assert.Null((await RowAsync("key")).GetString("Blob"));
    }

    [Fact]
    public async Task A_reader_whose_blob_is_gone_reads_the_row_again()
    {
        await ChangeAsync(
            StateChange.Add("1", Bytes("1")), StateChange.Add("2", Value(MaxInRow + 1, 1)), StateChange.Add("3", Value(MaxInRow + 1, 3)));
        await using var listing = Store.ListAsync(_partition, "!", "~", CancellationToken.None).GetAsyncEnumerator();
        await listing.MoveNextAsync();

        foreach (var key in (string[])["2", "3"])
            await Blobs.DeleteBlobAsync((await RowAsync(key)).GetString("Blob"));
        await ChangeAsync(StateChange.Put("2", Value(MaxInRow + 1, 2)), StateChange.Delete("3"));

        Assert.True(await listing.MoveNextAsync());
        Assert.Equal(2, listing.Current.Value.Span[^1]);
        Assert.False(await listing.MoveNextAsync());
    }

    [Fact]
    public async Task A_value_whose_blob_is_lost_is_named()
    {
        await ChangeAsync(StateChange.Add("lost", Value(MaxInRow + 1, 1)));
        var blob = (await RowAsync("lost")).GetString("Blob");
        await Blobs.DeleteBlobAsync(blob);

        var error = await Assert.ThrowsAsync<RecordException>(() => FindAsync("lost"));

        Assert.Contains($"lost of {_partition}", error.Message);
        Assert.Contains($"/{StorageNames.State}/{blob}", error.Message);
    }

    [Fact]
    public async Task A_table_or_container_that_does_not_exist_is_named_with_what_to_do()
    {
        var store = new TableStateStore(_tables.GetTableClient("absent"), _blobs.GetBlobContainerClient("absent"));

        var table = await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
            "p", [StateChange.Put("k", Bytes("1"))], CancellationToken.None));
        var deletion = await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
            "p", [StateChange.Delete("k")], CancellationToken.None));
        var listing = await Assert.ThrowsAsync<StateException>(() => store.ListAsync(
            "p", "!", "~", CancellationToken.None).ToListAsync().AsTask());
        var container = await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
            "p", [StateChange.Put("k", Value(MaxInRow + 1, 1))], CancellationToken.None));

        Assert.All([table, deletion, listing, container], error => Assert.Matches("/absent does not exist.*azd provision", error.Message));
    }

    [Fact]
    public async Task Where_the_service_refuses_the_app_the_roles_are_named_and_no_secret()
    {
        var key = Convert.ToBase64String(Encoding.UTF8.GetBytes("a key that is wrong"));
        var wrong = string.Join(';', azurite.ConnectionString.Split(';').Select(
            part => part.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : part));
        var store = new TableStateStore(new TableClient(wrong, StorageNames.Table), new BlobContainerClient(wrong, StorageNames.State));

        var errors = new[]
        {
            await Assert.ThrowsAsync<StateException>(() => store.FindAsync(new StateKey("p", "k"), CancellationToken.None)),
            await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
                "p", [StateChange.Put("k", Bytes("1"))], CancellationToken.None)),
            await Assert.ThrowsAsync<StateException>(() => store.TryChangeAsync(
                "p", [StateChange.Put("k", Value(MaxInRow + 1, 1))], CancellationToken.None)),
        };

        Assert.All(errors, error =>
        {
            Assert.Contains("Storage Table Data Contributor", error.Message);
            Assert.DoesNotContain(key, error.ToString());
            Assert.DoesNotContain("SharedKey", error.Message);
        });
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_is_named_by_its_setting()
    {
        var tables = new TableClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        var store = new TableStateStore(new TableClient(Unreachable.ConnectionString, StorageNames.Table, tables), Blobs);

        var error = await Assert.ThrowsAsync<StateException>(() => store.FindAsync(new StateKey("p", "k"), CancellationToken.None));

        Assert.Contains(Unreachable.Address, error.Message);
        Assert.Contains("Storage:Tables", error.Message);
    }

    [Fact]
    public async Task A_cancelled_listing_ends() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ListAsync(
            _partition, "!", "~", new CancellationToken(canceled: true)).ToListAsync().AsTask());

    // Azure Tables names the failed action, "1:The specified...", where there are several; Azurite does so where there is one, too.
    private static TableClient RefusingTable()
    {
        var table = Substitute.For<TableClient>();
        table.Uri.Returns(new Uri(Unreachable.Address));
        table.SubmitTransactionAsync(default!, default).ThrowsAsyncForAnyArgs(
            new TableTransactionFailedException(new RequestFailedException(
                404, "The specified resource does not exist.", TableErrorCode.ResourceNotFound.ToString(), null)));
        return table;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(StateRecord? record) => record is null ? null : Encoding.UTF8.GetString(record.Value.Span);

    private byte[] Value(int length, byte last)
    {
        // Begins with the partition, so that tests share no blob.
        var value = new byte[length];
        Bytes(_partition).CopyTo(value, 0);
        value[^1] = last;
        return value;
    }

    private Task<bool> ChangeAsync(params StateChange[] changes) => Store.TryChangeAsync(_partition, changes, CancellationToken.None);

    private Task<StateRecord?> FindAsync(string key) => Store.FindAsync(new StateKey(_partition, key), CancellationToken.None);

    private async Task<List<StateRecord>> ListAsync(string from, string before) =>
        await Store.ListAsync(_partition, from, before, CancellationToken.None).ToListAsync();

    private async Task<TableEntity> RowAsync(string key) =>
        (await Table.GetEntityAsync<TableEntity>(TableKeys.Escape(_partition), key)).Value;
}
