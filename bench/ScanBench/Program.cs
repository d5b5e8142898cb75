using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Local;
using Spotter.Local.Orchestration;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Sources;
using Spotter.Sources.Folder;
using Spotter.Vision;
using Spotter.Vision.Decoding;
using Spotter.Watching;

// One scan of many accounts with one new post each: the whole product, against a simulator in a process of its own.
//   dotnet run -c Release --project bench/ScanBench -- 100 1000 10000
if (args is ["serve", var served])
{
    await using var host = await SimulatorHost.StartAsync(
        Scenario.Instant(int.Parse(served, CultureInfo.InvariantCulture)), null, new VipsPictureRenderer());
    Console.WriteLine(host.GraphBaseAddress);
    Console.ReadLine();
    return;
}

// Each size in a process of its own, so that its peak of memory is its own.
if (args is ["scan", var size])
{
    await ScanAsync(int.Parse(size, CultureInfo.InvariantCulture));
    return;
}

Console.WriteLine("accounts  seconds  posts/s  ms/account  peak MB");
foreach (var accounts in args.DefaultIfEmpty("1000"))
{
    using var scan = Process.Start(Environment.ProcessPath!, ["scan", accounts]);
    await scan.WaitForExitAsync();
}

static async Task ScanAsync(int accounts)
{
    using var simulator = Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["serve", $"{accounts}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }
    )!;
    var address = await simulator.StandardOutput.ReadLineAsync();
    var folder = Directory.CreateTempSubdirectory("spotter-bench-");
    try
    {
        await using var services = Open(address!, folder.FullName);
        var watches = services.GetRequiredService<WatchRepository>();
        var requests = Enumerable.Range(0, accounts).Select(n => new ScanRequest(AccountId.Parse($"instagram:account{n:D5}"))).ToList();
        await Parallel.ForEachAsync(requests, async (request, token) =>
            await watches.TryAddAsync(new Watch { Account = request.Account, Since = DateTimeOffset.UnixEpoch }, token));

        var clock = Stopwatch.StartNew();
        var parallel = services.GetRequiredService<IOptions<ScanningOptions>>().Value.ParallelAccounts;
        var summary = await services
            .GetRequiredService<LocalOrchestrator>()
            .RunAsync(
                MonitorAccounts.Definition,
                new MonitorRequest { Scans = requests, Parallel = parallel },
                "monitor",
                CancellationToken.None
            );
        var seconds = clock.Elapsed.TotalSeconds;
        if (summary.Counts.Classified != accounts)
            throw new InvalidOperationException($"{summary.Counts.Classified} of {accounts} pictures were classified.");

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{accounts,8}  {seconds,7:0.0}  {accounts / seconds,7:0}  {seconds * 1000 / accounts,10:0.00}  "
                    + $"{process.PeakWorkingSet64 >> 20,7}"
            )
        );
    }
    finally
    {
        simulator.Kill();
        folder.Delete(recursive: true);
    }
}

static ServiceProvider Open(string address, string folder)
{
    var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Sources:Instagram:BaseAddress"] = address,
        ["Sources:Instagram:UserId"] = "1",
        ["Sources:Instagram:AccessToken"] = "simulated",
        ["Sources:Instagram:CallBudget"] = "",
        ["Pictures:AllowLoopback"] = "true",
        ["Pictures:Folder"] = Path.Combine(folder, "pictures"),
        ["State:Path"] = Path.Combine(folder, "state.db"),
        ["Models:Folder"] = Path.Combine(AppContext.BaseDirectory, "models"),
    }).Build();
    return new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging()
        .AddSources(configuration)
        .AddFolderSource(configuration)
        .AddScanning(configuration)
        .AddActivityRegistry()
        .AddClassifying(configuration)
        .AddVision()
        .AddLocal(configuration)
        .AddAlertChannels(configuration, TextWriter.Null)
        .BuildServiceProvider();
}
