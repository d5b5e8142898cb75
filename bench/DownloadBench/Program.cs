using System.Diagnostics;
using System.Globalization;
using DownloadBench;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Local.Pictures;
using Spotter.Pictures;

// Pictures a second over loopback, into files, against the tools that people download with, each taking its turn in every round.
//   dotnet run -c Release --project bench/DownloadBench -- [PICTURES [ROUNDS]]
// A tool that is not installed is left out.
const int Parallel = 16;

if (args is ["serve", var wait])
{
    await PictureServer.ServeAsync(TimeSpan.FromMilliseconds(double.Parse(wait, CultureInfo.InvariantCulture)));
    return;
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
foreach (var delay in new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(20) })
{
    using var server = await PictureServer.StartAsync(delay);
    var addresses = Enumerable.Range(0, count).Select(number => $"{server.Address}{number}.jpg").ToList();
    var runs = new Dictionary<string, Func<string, string, Task>>
    {
        ["the server alone"] = (_, _) => ReadAllAsync(addresses),
        ["spotter"] = (folder, _) => DownloadAsync(addresses, folder),
        ["curl -Z"] = (folder, list) =>
            RunAsync("curl", folder, "-s", "-Z", "--parallel-max", $"{Parallel}", "--remote-name-all", "-K", list),
        ["aria2c -j16"] = (folder, list) => RunAsync("aria2c", folder, "-q", $"-j{Parallel}", "-i", list),
        ["wget"] = (folder, list) => RunAsync("wget", folder, "-q", "-i", list),
        ["gallery-dl"] = (folder, list) => RunAsync("gallery-dl", folder, "-q", "-D", folder, "-i", list),
    };
    var rates = runs.Keys.ToDictionary(name => name, _ => new List<double>());
    // The first round warms everything up.
    for (var round = 0; round <= rounds; round++)
        foreach (var (name, run) in runs)
            if (await MeasureAsync(name, run, addresses) is { } rate && round > 0)
                rates[name].Add(rate);

    var best = rates.Where(peer => peer.Key is not ("spotter" or "the server alone") && peer.Value.Count > 0)
        .Max(peer => Median(peer.Value));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{delay.TotalMilliseconds} ms a request, {count} pictures:"));
    foreach (var (name, each) in rates.Where(peer => peer.Value.Count > 0))
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-16} {Median(each),8:0} a second, {Median(each) / best:0.00} of the best of the others"));
}

async Task<double?> MeasureAsync(string name, Func<string, string, Task> run, IReadOnlyList<string> addresses)
{
    var folder = Directory.CreateTempSubdirectory("spotter-download-bench-");
    try
    {
        var list = Path.Combine(folder.FullName, "list.txt");
        await File.WriteAllLinesAsync(list, name == "curl -Z" ? addresses.Select(address => $"url = {address}") : addresses);
        var files = folder.CreateSubdirectory("files");
        var clock = Stopwatch.StartNew();
        await run(files.FullName, list);
        var seconds = clock.Elapsed.TotalSeconds;
        var got = files.EnumerateFiles("*", SearchOption.AllDirectories).Count(file => file.Length == PictureServer.PictureBytes);
        return name == "the server alone" || got == count
            ? count / seconds
            : throw new InvalidOperationException($"{name} brought {got} of {count} pictures.");
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

static async Task RunAsync(string program, string folder, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true };
    using var process = Process.Start(start)!;
    await process.StandardError.ReadToEndAsync();
    await process.WaitForExitAsync();
}

static async Task ReadAllAsync(IReadOnlyList<string> addresses)
{
    using var client = new HttpClient();
    await System.Threading.Tasks.Parallel.ForEachAsync(
        addresses,
        new ParallelOptions { MaxDegreeOfParallelism = Parallel },
        async (address, token) =>
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, token);
            await (await response.Content.ReadAsStreamAsync(token)).CopyToAsync(Stream.Null, token);
        });
}

static async Task DownloadAsync(IReadOnlyList<string> addresses, string folder)
{
    var configuration = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Pictures:AllowLoopback"] = "true" }).Build();
    await using var services = new ServiceCollection()
        .AddSingleton(TimeProvider.System).AddLogging().AddPictureDownloads(configuration).BuildServiceProvider();
    var downloader = services.GetRequiredService<PictureDownloader>();
    var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = folder }));
    await System.Threading.Tasks.Parallel.ForEachAsync(
        addresses,
        new ParallelOptions { MaxDegreeOfParallelism = Parallel },
        async (address, token) =>
        {
            var download = await downloader.DownloadAsync(address, token);
            if (download.Failure is { } failure)
                throw new InvalidOperationException(failure.Message);
            await store.SaveAsync(download.Bytes, "image/jpeg", token);
        });
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
