using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DownloadBench;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Local.Pictures;
using Spotter.Pictures;

// Pictures a second over loopback, into files, against the tools that people download with, each taking its turn in every round.
//   dotnet run -c Release --project bench/DownloadBench -- [PICTURES [ROUNDS [MILLISECONDS...]]]
// A tool that is not installed is left out. MILLISECONDS is how long the server waits before it answers.
const int Parallel = 16;
// As many pictures as wait for the disk where sixteen accounts are collected, four posts of each at a time.
const int Storing = 64;
// After that the code is compiled as well as it will be, which the others' is from the start.
const int WarmUps = 5;

if (args is ["serve", var wait])
{
    await PictureServer.ServeAsync(TimeSpan.FromMilliseconds(double.Parse(wait, CultureInfo.InvariantCulture)));
    return;
}

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
double[] delays = args.Length > 2 ? [.. args[2..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))] : [0, 20];
// What was written stays until the end: ext4 looks for a long time for an inode that was not in use a minute ago.
var root = Directory.CreateTempSubdirectory("spotter-download-bench-");
try
{
    foreach (var delay in delays)
        await CompareAsync(TimeSpan.FromMilliseconds(delay));
}
finally
{
    root.Delete(recursive: true);
}

async Task CompareAsync(TimeSpan delay)
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
    var results = runs.Keys.ToDictionary(name => name, _ => new List<(double Rate, double Processor)>());
    for (var round = 0; round < WarmUps; round++)
        await MeasureAsync("spotter", runs["spotter"], addresses);
    // The first round warms the others up.
    for (var round = 0; round <= rounds; round++)
        foreach (var (name, run) in runs)
            if (await MeasureAsync(name, run, addresses) is { } result && round > 0)
                results[name].Add(result);

    var best = results.Where(peer => peer.Key is not ("spotter" or "the server alone") && peer.Value.Count > 0)
        .Max(peer => Median(peer.Value, one => one.Rate));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{delay.TotalMilliseconds} ms a request, {count} pictures:"));
    foreach (var (name, each) in results.Where(peer => peer.Value.Count > 0))
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-16} {Median(each, one => one.Rate),8:0} a second, {Median(each, one => one.Rate) / best:0.00} of the best of the "
                + $"others, {Median(each, one => one.Processor):0.00} ms of processors a picture"));
}

async Task<(double Rate, double Processor)?> MeasureAsync(
    string name, Func<string, string, Task> run, IReadOnlyList<string> addresses)
{
    var folder = root.CreateSubdirectory(Path.GetRandomFileName());
    try
    {
        var list = Path.Combine(folder.FullName, "list.txt");
        await File.WriteAllLinesAsync(list, name == "curl -Z" ? addresses.Select(address => $"url = {address}") : addresses);
        var files = folder.CreateSubdirectory("files");
        var processor = ProcessorTime.OfThisAndItsChildren();
        var clock = Stopwatch.StartNew();
        await run(files.FullName, list);
        var seconds = clock.Elapsed.TotalSeconds;
        processor = ProcessorTime.OfThisAndItsChildren() - processor;
        var got = files.EnumerateFiles("*", SearchOption.AllDirectories).Count(file => file.Length == PictureServer.PictureBytes);
        return name == "the server alone" || got == count
            ? (count / seconds, processor.TotalMilliseconds / count)
            : throw new InvalidOperationException($"{name} brought {got} of {count} pictures.");
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
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
    using var room = new SemaphoreSlim(Storing);
    var saves = new ConcurrentBag<Task>();
    await System.Threading.Tasks.Parallel.ForEachAsync(
        addresses,
        new ParallelOptions { MaxDegreeOfParallelism = Parallel },
        async (address, token) =>
        {
            var download = await downloader.DownloadAsync(address, token);
            if (download.Failure is { } failure)
                throw new InvalidOperationException(failure.Message);

            await room.WaitAsync(token);
            saves.Add(SaveAsync(download.Bytes, token));
        });
    await Task.WhenAll(saves);

    async Task SaveAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        await store.SaveAsync(bytes, "image/jpeg", token);
        room.Release();
    }
}

static double Median<T>(List<T> items, Func<T, double> value) => items.Select(value).Order().ElementAt(items.Count / 2);
