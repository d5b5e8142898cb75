using System.Diagnostics;
using System.Globalization;
using System.Text;
using CollectBench;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Collecting;
using Spotter.Local;
using Spotter.Local.Orchestration;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Vision;

// A collection of days in virtual time: the orchestration, the call budget and the state of the product on SQLite, with a source, a picture
// store and a decoder in memory. The process dies twice a day, in the middle of whatever it does, and is started again.
//   dotnet run -c Release --project bench/CollectBench -- [ACCOUNTS] [POSTS-OF-EACH] [SEED]
var accounts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 300;
var posts = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 550;
var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
var folder = Directory.CreateTempSubdirectory("spotter-collect-bench-");
try
{
    using var clock = new VirtualClock(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    var source = new ScriptedSource(clock, accounts, posts, seed);
    var pictures = new MemoryPictures();
    var chance = new Random(seed);
    var real = Stopwatch.StartNew();
    var deaths = 0;
    for (var number = 1; ; number++)
    {
        var life = new ProcessLife(clock, number);
        var services = Open(life);
        clock.SetAlarm(clock.Now.AddHours(24 * chance.NextDouble()), life.Kill);
        var run = Task.Run(() => RunAsync(services));
        if (await Task.WhenAny(run, life.End) == run)
        {
            await run;
            Report(await CountPostsAsync(services), deaths);
            break;
        }

        deaths++;
    }

    void Report(int known, int killed)
    {
        var wanted = source.Pictures.Select(address => PictureId.Of(Encoding.UTF8.GetBytes(address))).ToHashSet();
        var kept = pictures.ListIds();
        var lost = wanted.Count(id => !kept.Contains(id));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{real.Elapsed.TotalSeconds:0.0} s for {(clock.Now - clock.Start).TotalDays:0.0} days: {known} posts, {kept.Count} of "
                + $"{wanted.Count} pictures ({lost} lost, {kept.Count - wanted.Count + lost} too many), {source.Calls} calls "
                + $"({source.Throttled} throttled, {source.TimedOut} without answer, {source.OverBudget} over budget), {killed} deaths, "
                + $"state {new FileInfo(StateFile()).Length / Math.Max(1, known)} bytes a post, peak {process.PeakWorkingSet64 >> 20} MB"));
        if (lost > 0 || source.OverBudget > 0 || known != source.Handles.Count(ScriptedSource.IsReachable) * posts)
        {
            Console.WriteLine("NOT RIGHT");
            Environment.ExitCode = 1;
        }
    }

    ServiceProvider Open(ProcessLife life)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["State:Path"] = StateFile(),
        }).Build();
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(life)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole())
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddCollecting()
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddVision()
            .AddLocal(configuration)
            .AddAlertChannels(configuration, TextWriter.Null)
            .AddSingleton<IPostSource>(new MortalSource(source, life))
            .AddSingleton<IPictureStore>(pictures)
            .AddSingleton<IPictureDecoder>(pictures)
            .AddSingleton<SqliteStateStore>()
            .AddSingleton<IStateStore>(provider => new MortalStateStore(provider.GetRequiredService<SqliteStateStore>(), life))
            .AddSingleton<ILeaseOwners>(life)
            .BuildServiceProvider();
    }

    async Task RunAsync(ServiceProvider services)
    {
        var collections = services.GetRequiredService<Collections>();
        var plan = new CollectionPlan("bench", new CollectionBounds());
        for (var turn = 0; turn < 20; turn++)
        {
            var records = new Dictionary<AccountId, CollectedAccount>();
            var scans = new List<ScanRequest>();
            foreach (var handle in source.Handles)
            {
                var account = AccountId.Parse($"scripted:{handle}");
                var (record, scan) = await collections.BeginAsync(plan, account, _ => { }, CancellationToken.None);
                records[account] = record;
                if (scan is not null && !IsGone(record))
                    scans.Add(scan);
            }

            if (scans.Count == 0)
                return;

            var orchestrator = services.GetRequiredService<LocalOrchestrator>();
            orchestrator.Ended += (_, output) =>
            {
                if (output is ScanSummary summary)
                    collections.EndAsync(plan, records[summary.Account], summary, CancellationToken.None).GetAwaiter().GetResult();
            };
            await orchestrator.RunAsync(
                MonitorAccounts.Definition, new MonitorRequest { Scans = scans, Parallel = 2 }, "collect", CancellationToken.None);
        }
    }

    static bool IsGone(CollectedAccount record) =>
        record.Outcome == ScanOutcome.Failed && record.Message?.Contains(ScriptedSource.Gone, StringComparison.Ordinal) == true;

    async Task<int> CountPostsAsync(ServiceProvider services)
    {
        var repository = services.GetRequiredService<PostRepository>();
        var count = 0;
        foreach (var handle in source.Handles)
            count += await repository.ListAsync(AccountId.Parse($"scripted:{handle}"), CancellationToken.None).CountAsync(post =>
                post.Stage == PostStage.Done, CancellationToken.None);
        return count;
    }

    string StateFile() => Path.Combine(folder.FullName, "state.db");
}
finally
{
    folder.Delete(recursive: true);
}
