using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Reporting;
using Spotter.Web.Insights;

namespace PagesBench;

/// <summary>How long insights take over many posts, and whether what they hold meanwhile grows with the posts.</summary>
internal static class InsightsRun
{
    private const int Rounds = 5;
    private const double WantedSeconds = 5;

    public static async Task RunAsync(IReadOnlyList<int> counts)
    {
        Console.WriteLine(
            $"medians and worst of {Rounds}; wanted: {WantedSeconds} s for 100000 posts, and memory that does not grow with them");
        foreach (var count in counts)
            await RunAsync(count);
    }

    private static async Task RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("insights-bench-");
        try
        {
            await using var services = Product.Build(folder);
            await ManyPosts.WriteAsync(services, count, CancellationToken.None);
            var gatherer = services.GetRequiredService<FindingsGatherer>();
            var seconds = new List<double>();
            var bytes = 0;
            for (var round = -1; round < Rounds; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                var findings = await gatherer.GatherAsync(new FindingsRequest(), null, CancellationToken.None);
                var page = await services.GetRequiredService<IInsightsReport>().WriteAsync(findings, CancellationToken.None);
                if (round >= 0)
                    seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
                bytes = page.Length;
            }

            seconds.Sort();
            var held = await MeasureAsync(gatherer);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} posts: {seconds[Rounds / 2]:0.00} s, worst {seconds[^1]:0.00} s, a page of {bytes / 1000} kB, "
                    + $"{held / 1e6:0.0} MB held at the most"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Looked at between accounts, without what is garbage.
    private static async Task<long> MeasureAsync(FindingsGatherer gatherer)
    {
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        await gatherer.GatherAsync(
            new FindingsRequest(),
            (_, _) => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before),
            CancellationToken.None);
        return most;
    }
}
