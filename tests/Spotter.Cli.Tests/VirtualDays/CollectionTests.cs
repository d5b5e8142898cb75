using System.Globalization;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Collecting;
using Spotter.Collecting.Layouts;
using Spotter.Contracts;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;
using Xunit.Abstractions;

namespace Spotter.Cli.Tests.VirtualDays;

/// <summary>A collection of hours that pass at once, over HTTP, through the decoder and onto the disk, which is cut off twice.</summary>
[Collection(nameof(NothingBeside))]
public sealed class CollectionTests(ITestOutputHelper output)
{
    private const int Accounts = 10;
    private const int Posts = 100;
    private const int Pictures = 3;
    private const string Budget = "10,600 40,3600";

    // Before the last pages, however many calls fail.
    private static readonly int[] CutOffAt = [30, 75];

    [Fact]
    public async Task Three_thousand_pictures_come_once_each_through_faults_and_interruptions_and_within_the_budget()
    {
        using var clock = await HurriedClock.MakeAsync();
        await using var simulator = await SimulatorHost.StartAsync(Scenario, renderer: new VipsPictureRenderer(), clock: clock.Time);
        using var workplace = new Workplace(
            new("Sources:Instagram:BaseAddress", $"{simulator.GraphBaseAddress}"),
            new("Sources:Instagram:UserId", "1784"),
            new("Sources:Instagram:AccessToken", "simulated-token"),
            new("Sources:Instagram:CallBudget", Budget),
            new("Sources:Instagram:PageSize", "10"),
            new("Pictures:AllowLoopback", "true"));
        await File.WriteAllLinesAsync(
            workplace.PathOf("accounts.txt"), [.. Enumerable.Range(0, Accounts).Select(NameOf), "private", "missing", "old_name"]);

        foreach (var calls in CutOffAt)
            Assert.Null(await CollectAsync(workplace, clock, () => simulator.Calls.Pages.Count >= calls));
        // Somebody runs it again until nothing more comes of it.
        for (var run = 0; run < 3; run++)
            Assert.Equal(ExitCode.Failure, await CollectAsync(workplace, clock, () => false));

        output.WriteLine(
            $"{simulator.Calls.Pages.Count} calls for pages in {clock.Time.GetUtcNow() - simulator.Calls.Pages[0]}; "
                + string.Join(", ", simulator.Calls.Outages.Select(outage => $"{outage.Value} {outage.Key}")));
        await AssertAllIsThereOnceAsync(workplace, clock);
        Assert.Empty(BrokenWindows.Find(CallWindow.ParseMany(Budget), simulator.Calls.Pages));
        // It was used up to its last call.
        Assert.All(CallWindow.ParseMany(Budget), window => Assert.NotEmpty(
            BrokenWindows.Find([window with { Calls = window.Calls - 1 }], simulator.Calls.Pages)));
        Assert.Equal(0, simulator.CallsFor("instagram", "new_name"));
    }

    private static Scenario Scenario => new()
    {
        Pictures = new PictureScript { Width = 64, Variants = 4 },
        Outages =
        [
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Unavailable, Chance = 0.01 },
            new Outage { Of = OutagePart.Pictures, Kind = OutageKind.Cut, Chance = 0.01 },
        ],
        Accounts =
        [
            .. Enumerable.Range(0, Accounts).Select(number => new AccountScript
            {
                Handle = NameOf(number),
                Posts = [.. Enumerable.Range(1, Posts).Select(post => new PostScript
                {
                    At = -600 * post,
                    Pictures = [.. Enumerable.Repeat(PictureKind.Other, Pictures)],
                })],
                Faults = FaultsOf(number),
            }),
            new AccountScript { Handle = "private", State = AccountState.Private },
            new AccountScript { Handle = "missing", State = AccountState.Missing },
            new AccountScript { Handle = "new_name" },
        ],
    };

    // One call of each account is throttled, one breaks off, and one in all has no answer.
    private static PageFault[] FaultsOf(int number) =>
    [
        new() { Kind = PageFaultKind.Error, Code = 4, Calls = [3 + (number % 4)] },
        new() { Kind = number == 5 ? PageFaultKind.Hang : PageFaultKind.Cut, Calls = [8] },
    ];

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"shop{number}");

    // Null where it was cut off.
    private static async Task<int?> CollectAsync(Workplace workplace, HurriedClock clock, Func<bool> isOver)
    {
        await using var host = Open(workplace, clock);
        using var cut = new CancellationTokenSource();
        var folder = workplace.PathOf("out");
        var request = new CollectRequest(
            new CollectionPlan("shops", new CollectionBounds()),
            workplace.PathOf("accounts.txt"),
            Column: null,
            Source: "instagram",
            AbortAfter: null,
            new FilesRequest { Folder = folder, Layout = new PatternLayout(FilePattern.Parse(FilePattern.Usual)) });
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null);
        var run = Task.Run(() => new Collector(host, terminal, request).RunAsync(json: false, report: null, cut.Token));
        while (!run.IsCompleted)
        {
            await clock.PassAsync(TimeSpan.FromMinutes(1));
            if (isOver())
                await cut.CancelAsync();
        }

        await run.ContinueWith(_ => { }, TaskScheduler.Default);
        return cut.IsCancellationRequested ? null : await run;
    }

    private static CommandHost Open(Workplace workplace, HurriedClock clock) =>
        CommandHost.Open(SettingsFile.Load(workplace.Settings), new Terminal(TextWriter.Null, TextWriter.Null), clock.Time);

    private static async Task AssertAllIsThereOnceAsync(Workplace workplace, HurriedClock clock)
    {
        await using var host = Open(workplace, clock);
        var ids = new List<PictureId>();
        for (var number = 0; number < Accounts; number++)
        {
            var posts = await host.Get<PostRepository>()
                .ListAsync(AccountId.Parse($"instagram:{NameOf(number)}"), CancellationToken.None)
                .ToListAsync();
            Assert.Equal((Posts, Posts), (posts.Count, posts.Count(post => post.Stage == PostStage.Done)));
            ids.AddRange(posts.SelectMany(post => post.Pictures).Select(picture => picture.Id!.Value));
        }

        Assert.Equal(Accounts * Posts * Pictures, ids.Distinct().Count());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(NamesBelow(workplace.PathOf("pictures")), ids.Select(id => $"{id}.jpg").Order(StringComparer.Ordinal));
        var files = Directory.GetFiles(workplace.PathOf("out"), "*.jpg", SearchOption.AllDirectories);
        Assert.Equal(
            ids.Select(id => id.Hex).Order(StringComparer.Ordinal),
            files.Select(file => PictureId.Of(File.ReadAllBytes(file)).Hex).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesBelow(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}
