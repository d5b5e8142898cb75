using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PagesBench;
using Spotter.Posts;
using Spotter.Web;

const int Posts = 100_000;
const int PageSize = 40;
const int DeepPage = 1_000;
const int Rounds = 50;
const double WantedMilliseconds = 50;

if (args is ["insights", .. var counts])
{
    await InsightsRun.RunAsync([.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).DefaultIfEmpty(Posts)]);
    return;
}

var folder = Directory.CreateTempSubdirectory("pages-bench-");
try
{
    await using var services = Product.Build(folder);
    await ManyPosts.WriteAsync(services, Posts, CancellationToken.None);
    await using var site = (await LocalSite.StartAsync(services, CancellationToken.None))!;
    using var client = new HttpClient { BaseAddress = site.Address };
    client.DefaultRequestHeaders.Add("Accept", "text/html");

    var before = await services.GetRequiredService<PostFeed>().ListAsync(null, (DeepPage - 1) * PageSize, CancellationToken.None);
    Console.WriteLine($"{Posts} posts, medians and worst of {Rounds}; wanted: {WantedMilliseconds} ms");
    await TimeAsync(client, "first page", "/");
    await TimeAsync(client, $"page {DeepPage}", $"/?cursor={Uri.EscapeDataString(before.Next!)}");
    await TimeAsync(client, "one account", "/?account=instagram:shop7");
    await TimeAsync(client, "one label", "/?label=specials-board&score=0.9");
    await TimeAsync(client, "words that nothing holds, as far as it looks", "/?words=nowhere");
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"managed memory after all: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB"));
}
finally
{
    folder.Delete(recursive: true);
}

static async Task TimeAsync(HttpClient client, string what, string address)
{
    var times = new List<double>();
    for (var round = -3; round < Rounds; round++)
    {
        var begun = Stopwatch.GetTimestamp();
        await client.GetStringAsync(address);
        if (round >= 0)
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times[Rounds / 2]:0.0} ms, worst {times[^1]:0.0} ms"));
}
