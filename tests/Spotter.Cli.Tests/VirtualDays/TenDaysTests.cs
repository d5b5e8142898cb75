using System.Globalization;
using Microsoft.Data.Sqlite;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Contracts;
using Spotter.Local.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;
using Spotter.Watching;
using Xunit.Abstractions;

namespace Spotter.Cli.Tests.VirtualDays;

/// <summary>
/// What <c>spotter watch</c> runs, in days that pass at once and begin with a new process each. SPOTTER_TEST_DAYS in the environment makes
/// them more than ten, and SPOTTER_TEST_SEED gives other posts and other faults.
/// </summary>
[Collection(nameof(NothingBeside))]
public sealed class TenDaysTests(ITestOutputHelper output)
{
    private const string Budget = "4,60 40,3600";
    private const int MinDays = 10;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan QuietTime = TimeSpan.FromHours(4.75);

    [Fact]
    public async Task Ten_days_of_faults_and_outages_lose_nothing_repeat_nothing_and_break_no_call_budget()
    {
        var days = Math.Max(MinDays, ReadNumber("SPOTTER_TEST_DAYS", MinDays));
        using var clock = await HurriedClock.MakeAsync();
        var scenario = TroubledWorld.Make(days, ReadNumber("SPOTTER_TEST_SEED", 1));
        await using var simulator = await SimulatorHost.StartAsync(scenario, renderer: new VipsPictureRenderer(), clock: clock.Time);
        using var workplace = new Workplace(SettingsFor(simulator));

        for (var day = 1; day <= days; day++)
            await WatchForADayAsync(workplace, clock, scenario, cutOffAfter: TimeSpan.FromMilliseconds(3 * day));

        await using (var host = Open(workplace, clock))
        {
            var scheduler = host.Get<WatchScheduler>();
            await scheduler.StartAsync(CancellationToken.None);
            await clock.PassAsync(QuietTime);
            await scheduler.StopAsync(CancellationToken.None);

            Tell(simulator);
            await AssertAllIsStoredAsync(host, scenario);
            await AssertAllIsToldOnceAsync(host, scenario, simulator);
            await AssertNothingIsOwedAsync(host, scenario);
        }

        // It was used up to its last call, at times.
        Assert.All(CallWindow.ParseMany(Budget), window => Assert.NotEmpty(
            BrokenWindows.Find([window with { Calls = window.Calls - 1 }], simulator.Calls.Pages)));
        Assert.Empty(BrokenWindows.Find(CallWindow.ParseMany(Budget), simulator.Calls.Pages));
        Assert.Empty(BrokenWindows.Find(CallWindow.ParseMany(new ChannelOptions().CallBudget), simulator.Calls.Messages));
        Assert.Equal(
            scenario.Outages.Select(outage => $"{outage.Of} {outage.Kind}".ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal),
            simulator.Calls.Outages.Keys
        );
        AssertStateIsWhole(workplace.PathOf("state.db"));
        await AssertDoctorFindsAllWellAsync(workplace);
    }

    private static int ReadNumber(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IEnumerable<KeyValuePair<string, string?>> SettingsFor(SimulatorHost simulator) => SimulatorSettings.For(simulator)
        .Where(setting => !setting.Key.EndsWith(":Timeout", StringComparison.Ordinal))
        .Concat(
            [new("Sources:Instagram:CallBudget", Budget), new("Sources:Instagram:PageSize", "5"), new("Watching:Schedule", "0 0 * * * *")])
        .GroupBy(setting => setting.Key)
        .Select(group => group.Last());

    private static CommandHost Open(Workplace workplace, HurriedClock clock) =>
        CommandHost.Open(SettingsFile.Load(workplace.Settings), new Terminal(TextWriter.Null, TextWriter.Null), clock.Time);

    // The day ends when scans are due, and in the midst of them.
    private static async Task WatchForADayAsync(Workplace workplace, HurriedClock clock, Scenario scenario, TimeSpan cutOffAfter)
    {
        await using var host = Open(workplace, clock);
        await AddWatchesAsync(host, scenario);
        var scheduler = host.Get<WatchScheduler>();
        await scheduler.StartAsync(CancellationToken.None);
        await clock.PassAsync(TimeSpan.FromDays(1) - OneSecond);
        clock.Time.Advance(OneSecond);
        await Task.Delay(cutOffAfter);
        await scheduler.StopAsync(CancellationToken.None);
    }

    private static async Task AddWatchesAsync(CommandHost host, Scenario scenario)
    {
        var make = await host.Get<WatchMaker>().MakeAsync(
            null, null, null, [$"specials-board::{SimulatorSettings.Channel}"], CancellationToken.None);
        foreach (var account in scenario.Accounts)
            await host.Get<WatchRepository>().TryAddAsync(make(IdOf(account)), CancellationToken.None);
    }

    private static AccountId IdOf(AccountScript account) => AccountId.Parse($"{account.Source}:{account.Handle}");

    private void Tell(SimulatorHost simulator)
    {
        var posts = simulator.Scenario.Accounts.SelectMany(account => account.Posts).ToList();
        output.WriteLine(
            $"{posts.Count} posts, {posts.Sum(post => post.Pictures.Count)} pictures, {posts.Count(IsNews)} alerts wanted, "
                + $"{simulator.Slack.Messages.Count} messages"
        );
        output.WriteLine(
            $"{simulator.Calls.Pages.Count} calls for pages; calls of Slack: "
                + $"{string.Join(", ", simulator.Slack.Calls.Select(call => $"{call.Value} {call.Key}"))}"
        );
        output.WriteLine($"met: {string.Join(", ", simulator.Calls.Outages.Select(outage => $"{outage.Value} {outage.Key}"))}");
    }

    private static bool IsNews(PostScript post) => post.At >= 0 && post.Pictures.Contains(PictureKind.SpecialsBoard);

    private static async Task AssertAllIsStoredAsync(CommandHost host, Scenario scenario)
    {
        foreach (var account in scenario.Accounts)
        {
            var posts = await host.Get<PostRepository>().ListAsync(IdOf(account), CancellationToken.None).ToListAsync();
            Assert.Equal(
                account.Posts.Select(post => $"{post.Caption}: {post.Pictures.Count} pictures").Order(StringComparer.Ordinal),
                posts.Select(post => $"{post.Post.Caption}: {post.Pictures.Count} pictures").Order(StringComparer.Ordinal));
            Assert.All(posts, post => Assert.Equal(PostStage.Done, post.Stage));
            foreach (var picture in posts.SelectMany(post => post.Pictures))
                Assert.NotNull(await host.Get<IPictureStore>().ReadAsync(picture.Id!.Value, CancellationToken.None));
        }
    }

    private static async Task AssertAllIsToldOnceAsync(CommandHost host, Scenario scenario, SimulatorHost simulator)
    {
        var captions = new Dictionary<string, string?>();
        foreach (var account in scenario.Accounts)
            await foreach (var post in host.Get<PostRepository>().ListAsync(IdOf(account), CancellationToken.None))
                captions.Add(AlertIds.Of(
                    IdOf(account), post.Post.Id, new AlertRule("specials-board", 0, SimulatorSettings.Channel)), post.Post.Caption);

        Assert.Equal(
            scenario.Accounts.SelectMany(account => account.Posts).Where(IsNews).Select(post => post.Caption).Order(StringComparer.Ordinal),
            simulator
                .Slack.Messages.Select(message =>
                    captions[message.Metadata!.Value.GetProperty("event_payload").GetProperty("id").GetString()!]
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.Empty(simulator.Slack.Repeated);
    }

    private static async Task AssertNothingIsOwedAsync(CommandHost host, Scenario scenario)
    {
        foreach (var account in scenario.Accounts)
        {
            var progress = await host.Get<ScanRepository>().FindProgressAsync(IdOf(account), CancellationToken.None);
            Assert.Equal("well", AccountStatus.Of(host.Get<AccountLeases>(), progress).Describe());
        }
        Assert.Empty(await host.Get<OwedAccounts>().FindDueAsync(null, DateTimeOffset.MaxValue, CancellationToken.None));
    }

    private static void AssertStateIsWhole(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }

    private static async Task AssertDoctorFindsAllWellAsync(Workplace workplace)
    {
        var doctor = await workplace.RunAsync("doctor");
        Assert.True(doctor.ExitCode == ExitCode.Success, doctor.Out);
        Assert.Equal("[]", (await workplace.RunAsync("posts", "--failed", "--json")).Out.Trim());
    }
}
