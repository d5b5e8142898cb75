using System.Globalization;
using System.Text.RegularExpressions;
using Spotter.Accounts;
using Spotter.Contracts;

namespace Spotter.Tests.Scanning;

/// <summary>
/// What one scan costs, for an account with more than one page of 50 posts and under Instagram's call budget. docs/azure.md makes a bill of
/// these counts.
/// </summary>
public sealed partial class ScanCostTests
{
    private static readonly AccountId Dave = AccountId.Parse("scripted:dave");

    [Fact]
    public async Task A_scan_that_finds_nothing_new_costs_little_however_many_posts_a_page_has()
    {
        await using var world = await WatchSteadilyAsync();

        world.Scan(Dave);

        Assert.Equal(ScanCost.NothingNew, world.Cost);
        Assert.True(world.Cost.Reads + world.Cost.Ranges <= 8);
        Assert.True(world.Cost.Changes <= 4);
    }

    [Fact]
    public async Task A_pinned_post_costs_one_read_and_not_all_that_lies_between()
    {
        await using var world = await WatchSteadilyAsync();
        world.Source.Add("dave", world.NewPost("pinned", -9_999));
        world.Scan(Dave);
        world.Time.AdvanceTo(world.Time.GetUtcNow() + TimeSpan.FromMinutes(10));

        world.Scan(Dave);

        Assert.Equal(ScanCost.NothingNew with { Reads = ScanCost.NothingNew.Reads + 1 }, world.Cost);
    }

    [Fact]
    public async Task A_new_post_costs_its_own_steps_and_a_second_page()
    {
        await using var world = await WatchSteadilyAsync();
        world.Source.Add("dave", world.NewPost("new", 0, "plate"));

        Assert.Equal(1, world.Scan(Dave).Counts.Posts);

        Assert.Equal(ScanCost.OnePost, world.Cost);
    }

    [Fact]
    public async Task An_alert_costs_two_activities_more()
    {
        await using var world = await WatchSteadilyAsync();
        world.Source.Add("dave", world.NewPost("new", 0, "board"));

        Assert.Equal(1, world.Scan(Dave).Counts.Alerts);

        Assert.Equal(ScanCost.OneAlert, world.Cost);
    }

    [Fact]
    public async Task A_further_post_costs_its_own_steps_only()
    {
        await using var world = await WatchSteadilyAsync();
        world.Source.Add("dave", world.NewPost("new", 0, "board"), world.NewPost("newer", 1, "board"));

        Assert.Equal(2, world.Scan(Dave).Counts.Alerts);

        Assert.Equal(ScanCost.FurtherAlert, world.Cost - ScanCost.OneAlert);
    }

    [Fact]
    public void The_page_about_Azure_counts_the_same()
    {
        var counts = CountRow().Matches(Page()).ToDictionary(
            row => row.Groups["what"].Value, row => row.Groups["n"].Captures.Select(n => int.Parse(n.Value)).ToArray());

        Assert.Equal(Across(cost => cost.Reads), counts["point reads of the state"]);
        Assert.Equal(Across(cost => cost.Ranges), counts["range reads of the state"]);
        Assert.Equal(Across(cost => cost.Changes), counts["changes of the state"]);
        Assert.Equal(Across(cost => cost.PicturesStored), counts["pictures stored"]);
        Assert.Equal(Across(cost => cost.PicturesRead), counts["pictures read"]);
        Assert.Equal(Across(cost => cost.Activities), counts["activities"]);
        Assert.Equal(Across(cost => cost.Timers), counts["timers"]);
        Assert.Equal(Across(cost => cost.Turns), counts["turns of the orchestration"]);
    }

    [Theory]
    [InlineData("1, every ten minutes", 4_290, 30, 0, 4_320)]
    [InlineData("100, every hour", 69_000, 3_000, 0, 720)]
    [InlineData("10,000, every week", 0, 42_857, 257_143, 8_640)]
    [InlineData("10,000, every hour", 6_900_000, 300_000, 0, 72_000)]
    public void The_page_about_Azure_adds_them_up(string accounts, double idle, double finding, double furtherPosts, double batches)
    {
        var bill = new AzureBill { Scans = (idle, finding, furtherPosts), Batches = batches };

        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {accounts} | {bill.AllScans:N0} | {bill.Posts:N0} | {bill.Executions:N0} | {bill.TableOperations:N0} | "
                    + $"{bill.QueueOperations:N0} | {bill.FunctionsAtLeast:N2} to {bill.FunctionsAtMost:N2} | {bill.Storage:N2} | "
                        + $"{bill.Logs:N2} |"
            ),
            Page(),
            StringComparison.Ordinal);
    }

    private static string Page() => File.ReadAllText(Path.Combine(TestData.RepositoryFolder, "docs", "azure.md"));

    private static int[] Across(Func<ScanCost, int> count) =>
        [count(ScanCost.NothingNew), count(ScanCost.OnePost), count(ScanCost.OneAlert), count(ScanCost.FurtherAlert)];

    [GeneratedRegex(@"^\| (?<what>[a-z ]+) (\| (?<n>\d+) ){4}\|\r?$", RegexOptions.Multiline)]
    private static partial Regex CountRow();

    private static async Task<ScanWorld> WatchSteadilyAsync()
    {
        var world = new ScanWorld("1,2 150,3600");
        world.Source.PageSize = 50;
        world.Source.Add("dave", Enumerable.Range(1, 110).Select(n => world.NewPost($"{n}", -n)));
        world.Scan(await world.WatchAsync("dave"));
        world.Time.AdvanceTo(world.Time.GetUtcNow() + TimeSpan.FromMinutes(10));
        return world;
    }
}
