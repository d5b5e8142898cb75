using System.Text;
using Spotter.State;
using Xunit;

namespace Spotter.Contracts.State;

/// <summary>What every state store does.</summary>
public abstract class StateStoreContract : IAsyncLifetime
{
    private readonly string _partition = $"instagram:{Guid.NewGuid():N}";

    protected IStateStore Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens the store; each call gives one that shares its records with the others of this test.</summary>
    protected abstract Task<IStateStore> OpenAsync();

    [Fact]
    public async Task A_record_that_was_added_is_read_back()
    {
        Assert.True(await ChangeAsync(StateChange.Add("key", Bytes("{\"a\":1}"))));

        var record = await FindAsync("key");
        Assert.Equal("{\"a\":1}", Text(record!));
        Assert.Equal(new StateKey(_partition, "key"), record!.Id);
    }

    [Fact]
    public async Task A_record_that_does_not_exist_is_null() => Assert.Null(await FindAsync("nothing"));

    [Fact]
    public async Task A_key_that_not_every_store_can_hold_is_refused()
    {
        foreach (var key in new[] { "", "line\nbreak", "half \ud83c", "\udf72 half", new string('k', StateKey.MaxPart + 1) })
            await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(StateChange.Add(key, Bytes("1"))));
    }

    [Fact]
    public async Task A_key_of_whole_characters_of_two_parts_is_held()
    {
        Assert.True(await ChangeAsync(StateChange.Add("soup 🍲", Bytes("1"))));
        Assert.Equal("1", Text((await FindAsync("soup 🍲"))!));
    }

    [Fact]
    public async Task A_record_is_added_once()
    {
        await ChangeAsync(StateChange.Add("key", Bytes("1")));

        Assert.False(await ChangeAsync(StateChange.Add("key", Bytes("2"))));
        Assert.Equal("1", Text((await FindAsync("key"))!));
    }

    [Fact]
    public async Task A_record_is_replaced_only_at_the_version_that_was_read()
    {
        await ChangeAsync(StateChange.Add("key", Bytes("1")));
        var read = await FindAsync("key");

        Assert.True(await ChangeAsync(StateChange.Replace("key", Bytes("2"), read!.Version)));
        Assert.False(await ChangeAsync(StateChange.Replace("key", Bytes("3"), read.Version)));
        Assert.Equal("2", Text((await FindAsync("key"))!));
    }

    [Fact]
    public async Task A_record_that_was_deleted_and_added_again_is_another()
    {
        await ChangeAsync(StateChange.Add("key", Bytes("1")));
        var read = await FindAsync("key");
        await ChangeAsync(StateChange.Delete("key"));
        await ChangeAsync(StateChange.Add("key", Bytes("1")));

        Assert.False(await ChangeAsync(StateChange.Replace("key", Bytes("2"), read!.Version)));
    }

    [Fact]
    public async Task Putting_and_deleting_need_no_condition()
    {
        Assert.True(await ChangeAsync(StateChange.Delete("key")));
        Assert.True(await ChangeAsync(StateChange.Put("key", Bytes("1"))));
        Assert.True(await ChangeAsync(StateChange.Put("key", Bytes("2"))));
        Assert.Equal("2", Text((await FindAsync("key"))!));
        Assert.True(await ChangeAsync(StateChange.Delete("key")));
        Assert.Null(await FindAsync("key"));
    }

    [Fact]
    public async Task Where_one_condition_fails_nothing_is_changed()
    {
        await ChangeAsync(StateChange.Add("taken", Bytes("1")));

        Assert.False(
            await ChangeAsync(
                StateChange.Put("first", Bytes("2")),
                StateChange.Delete("taken"),
                StateChange.Add("other", Bytes("3")),
                StateChange.Replace("missing", Bytes("4"), "0")
            )
        );

        Assert.Null(await FindAsync("first"));
        Assert.Null(await FindAsync("other"));
        Assert.NotNull(await FindAsync("taken"));
    }

    [Fact]
    public async Task A_partition_is_listed_in_order_within_the_range()
    {
        string[] keys = ["post/1", "post/2", "post/2/x", "post/é", "todo/1", "a b", "a#b", "a?b", "a\\b", "a%b", "ключ", "日本"];
        await ChangeAsync([.. keys.Select(key => StateChange.Add(key, Bytes("1")))]);
        await Store.TryChangeAsync(_partition + "x", [StateChange.Add("post/1", Bytes("1"))], CancellationToken.None);

        Assert.Equal(keys.Order(StringComparer.Ordinal), await ListAsync("!", "\uFFFD"));
        Assert.Equal(["post/2", "post/2/x", "post/é"], await ListAsync("post/2", "todo"));
    }

    [Fact]
    public async Task A_long_partition_is_listed_whole()
    {
        for (var batch = 0; batch < 13; batch++)
            await ChangeAsync([.. Enumerable.Range(batch * 100, 100).Select(n => StateChange.Add($"{n:D5}", Bytes("1")))]);

        Assert.Equal(Enumerable.Range(0, 1_300).Select(n => $"{n:D5}"), await ListAsync("0", "9"));
    }

    [Fact]
    public async Task A_large_value_is_kept_whole()
    {
        var value = new byte[200_000];
        Array.Fill(value, (byte)'x');
        value[0] = value[^1] = (byte)'"';
        await ChangeAsync(StateChange.Put("large", value));

        Assert.Equal(value, (await FindAsync("large"))!.Value.ToArray());
    }

    [Fact]
    public async Task More_than_a_hundred_changes_or_a_key_twice_are_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ChangeAsync(
            [.. Enumerable.Range(0, 101).Select(n => StateChange.Put($"{n}", Bytes("1")))]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ChangeAsync(
            StateChange.Put("twice", Bytes("1")), StateChange.Put("twice", Bytes("2"))));
    }

    [Fact]
    public async Task Of_many_that_add_the_same_record_one_wins_also_from_several_stores()
    {
        var another = await OpenAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 40).Select(n =>
            Task.Run(() => (n % 2 == 0 ? Store : another).TryChangeAsync(
                _partition, [StateChange.Add("key", Bytes($"{n}"))], CancellationToken.None))));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task No_update_is_lost_among_many_also_from_several_stores()
    {
        var another = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var store = n % 2 == 0 ? Store : another;
                var present = await store.FindAsync(new StateKey(_partition, "count"), CancellationToken.None);
                var next = Bytes($"{int.Parse(present is null ? "0" : Text(present)) + 1}");
                if (await store.TryChangeAsync(_partition, [present is null ? StateChange.Add("count", next) : StateChange.Replace(
                    "count", next, present.Version)], CancellationToken.None))
                    done++;
            }
        })));

        Assert.Equal("80", Text((await FindAsync("count"))!));
    }

    [Fact]
    public async Task Partitions_that_hold_a_record_are_listed_in_order_each_once()
    {
        string[] all = [$"{_partition}/ä#1", $"{_partition}/a", $"{_partition}/b?"];
        foreach (var partition in all)
            foreach (var key in new[] { "1", "2" })
                await Store.TryChangeAsync(partition, [StateChange.Put(key, Bytes("1"))], CancellationToken.None);
        await Store.TryChangeAsync($"{_partition}/gone", [StateChange.Put("1", Bytes("1"))], CancellationToken.None);
        await Store.TryChangeAsync($"{_partition}/gone", [StateChange.Delete("1")], CancellationToken.None);

        var listed = await Store.ListPartitionsAsync(CancellationToken.None)
            .Where(partition => partition.StartsWith(_partition, StringComparison.Ordinal))
            .ToListAsync();

        Assert.Equal(all.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task A_cancelled_token_cancels()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(new StateKey(_partition, "key"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TryChangeAsync(
            _partition, [StateChange.Put("key", Bytes("1"))], cancelled));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(StateRecord record) => Encoding.UTF8.GetString(record.Value.Span);

    private Task<bool> ChangeAsync(params StateChange[] changes) => Store.TryChangeAsync(_partition, changes, CancellationToken.None);

    private Task<StateRecord?> FindAsync(string key) => Store.FindAsync(new StateKey(_partition, key), CancellationToken.None);

    private async Task<List<string>> ListAsync(string from, string before) =>
        await Store.ListAsync(_partition, from, before, CancellationToken.None).Select(record => record.Id.Key).ToListAsync();
}
