using System.Text;
using System.Text.Json.Nodes;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.State;

/// <summary>Records that are JSON and lack what they must have.</summary>
public sealed class DamagedRecordTests
{
    [Theory]
    [InlineData("pictures")]
    [InlineData("post")]
    public async Task A_post_whose_record_lacks_a_part_costs_no_other_and_is_told(string part)
    {
        await using var world = new ScanWorld();
        var account = await world.WatchAsync("dave");
        var damaged = world.NewPost("1", 2);
        world.Source.Add("dave", damaged, world.NewPost("2", 1));
        world.Source.BreakPicture("plate-1", Enumerable.Repeat(new SourceFailure(FailureKind.Transient, "away"), 20));
        world.Scan(account);
        await ChangeAsync(world, $"{account}", $"post/{PostKeys.Of(damaged)}", record => record[part] = null);
        world.Time.Advance(TimeSpan.FromHours(1));

        var summary = world.Scan(account);

        Assert.Contains($"cannot be read: It lacks '{part}'.", summary.Message);
        Assert.DoesNotContain("   at ", summary.Message);
    }

    [Fact]
    public async Task A_budget_whose_list_is_gone_fails_the_scan_with_one_line()
    {
        await using var world = new ScanWorld("1,30");
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1"));
        world.Scan(account);
        await ChangeAsync(world, "budgets", "scripted", record => record.Remove("slots"));

        var summary = world.Scan(account);

        Assert.Equal(ScanOutcome.Failed, summary.Outcome);
        Assert.Contains("The record scripted of budgets in the state cannot be read: It lacks 'slots'.", summary.Message);
        Assert.DoesNotContain("\n", summary.Message);
    }

    [Theory]
    [InlineData("""{"account":"scripted:dave","since":"2026-01-01T00:00:00+00:00","rules":null}""")]
    [InlineData("""{"account":"scripted:dave","since":"2026-01-01T00:00:00+00:00","rules":[null]}""")]
    public async Task A_watch_without_its_rules_is_told(string watch)
    {
        await using var world = new ScanWorld();
        await world.WatchAsync("dave");
        await world.Get<IStateStore>().TryChangeAsync(
            "watches", [StateChange.Put("scripted:dave", Encoding.UTF8.GetBytes(watch))], CancellationToken.None);
        var problems = new List<string>();

        var watches = await world.Get<WatchRepository>().ListAsync(
            error => problems.Add(error.Message), CancellationToken.None).ToListAsync();

        Assert.Empty(watches);
        Assert.Contains("scripted:dave", Assert.Single(problems));
    }

    private static async Task ChangeAsync(ScanWorld world, string partition, string key, Action<JsonObject> change)
    {
        var store = world.Get<IStateStore>();
        var record = (await store.FindAsync(new StateKey(partition, key), CancellationToken.None))!;
        var json = JsonNode.Parse(record.Value.Span)!.AsObject();
        change(json);
        await store.TryChangeAsync(partition, [StateChange.Put(key, Encoding.UTF8.GetBytes(json.ToJsonString()))], CancellationToken.None);
    }
}
