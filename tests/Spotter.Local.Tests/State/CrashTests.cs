using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Local.Tests.State;

public sealed class CrashTests : IDisposable
{
    private const int Kills = 20;
    private const int NumbersPerRun = 1_000_000;
    private const int LineLength = 17;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    private string File => Path.Combine(_folder.FullName, "spotter.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_process_killed_at_any_moment_leaves_every_acknowledged_change_and_no_half_of_one()
    {
        var random = new Random(20);
        var acknowledged = new HashSet<(string Writer, string Number)>();
        for (var run = 1; run <= Kills; run++)
        {
            var lines = await WriteUntilKilledAsync(run * NumbersPerRun, TimeSpan.FromMilliseconds(random.Next(100)));

            // The last line may be cut.
            foreach (var line in lines.Where(line => line.Length == LineLength))
                acknowledged.Add((line.Split(' ')[0], line.Split(' ')[1]));
            await CheckAsync(acknowledged);
        }

        Assert.True(acknowledged.Count > Kills);
    }

    private async Task<string[]> WriteUntilKilledAsync(int first, TimeSpan killAfter)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Spotter.Local.CrashWriter.dll");
        var start = new ProcessStartInfo("dotnet", [program, File, first.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var firstLine = await process.StandardOutput.ReadLineAsync();
        var rest = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(killAfter);
        process.Kill();
        await process.WaitForExitAsync();
        return [firstLine!, .. (await rest).Split('\n')];
    }

    private async Task CheckAsync(HashSet<(string Writer, string Number)> acknowledged)
    {
        await using var store = new SqliteStateStore(Options.Create(new StateOptions { Path = File }));
        foreach (var writer in acknowledged.Select(change => change.Writer).Distinct().ToArray())
        {
            var log = await store.ListAsync(writer, "log/", "log0", CancellationToken.None).Select(
                record => record.Id.Key["log/".Length..]).ToListAsync();
            Assert.Subset(
                log.ToHashSet(), acknowledged.Where(change => change.Writer == writer).Select(change => change.Number).ToHashSet());

            var last = int.Parse(log[^1], CultureInfo.InvariantCulture);
            Assert.Equal($"{last}", await ReadAsync(store, writer, "left"));
            Assert.Equal($"{last}", await ReadAsync(store, writer, "right"));
        }
    }

    private static async Task<string> ReadAsync(SqliteStateStore store, string partition, string key) =>
        Encoding.UTF8.GetString((await store.FindAsync(new StateKey(partition, key), CancellationToken.None))!.Value.Span);
}
