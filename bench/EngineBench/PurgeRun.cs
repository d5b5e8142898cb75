using System.Diagnostics;
using System.Globalization;
using Spotter.Accounts;
using Spotter.FunctionsApp.HostTests;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Simulator.Scenarios;
using Spotter.Watching;

namespace EngineBench;

/// <summary>The removal of the histories of orchestrations that ended long ago.</summary>
internal static class PurgeRun
{
    // Ten thousand accounts, each scanned every hour.
    private const int Day = 240_000;
    private const double MaxGrowth = 1.25;
    private const string Copies = "scan-instagram:copied";

    private static readonly AccountId Account = AccountId.Parse("instagram:quiet");
    private static readonly TimeSpan Age = TimeSpan.FromDays(8);
    private static readonly TimeSpan ReadOfStorage = TimeSpan.FromMilliseconds(10);

    // Five minutes of every ten.
    private static readonly TimeSpan CallsOfADay = TimeSpan.FromHours(12);

    public static async Task<int> RunAsync(int[] sizes, CancellationToken cancellationToken)
    {
        await using var app = await BenchApp.StartAsync([new AccountScript { Handle = Account.Handle, Posts = [] }]);
        await app.Running.WatchAsync(new Watch { Account = Account, Since = DateTimeOffset.UnixEpoch });
        await app.Running.Api.RescanAsync(Account);

        var costs = new List<double>();
        Console.WriteLine("orchestrations    rows  calls  seconds  a second  rows left  one read, ms  reads each");
        foreach (var size in sizes)
            costs.Add(await PurgeAsync(app.Running, size, cancellationToken));

        var growth = costs[^1] / costs[0];
        var day = Day * costs[^1] * ReadOfStorage;
        Print($"the last at {growth:0.00} of the cost of the first (wanted at most {MaxGrowth:0.00})");
        Print($"{Day:N0}, a day's, take {day.TotalHours:0.0} hours where a read takes {ReadOfStorage.TotalMilliseconds:0} ms;");
        Print($"the calls of a day have {CallsOfADay.TotalHours:0}");
        return growth > MaxGrowth || day > CallsOfADay ? 1 : 0;
    }

    /// <returns>What the removal of one took, in reads of one history.</returns>
    private static async Task<double> PurgeAsync(RunningApp app, int size, CancellationToken cancellationToken)
    {
        var ids = Enumerable.Range(0, size).Select(n => string.Create(CultureInfo.InvariantCulture, $"{Copies}{n:D6}"));
        await app.Hub.CopyAsync($"scan-{Account}", ids, TimeProvider.System.GetUtcNow() - Age, cancellationToken);
        var rows = size + await app.Hub.CountHistoriesAsync(Copies, cancellationToken);
        var read = await MeasureReadAsync(app.Hub, cancellationToken);

        var calls = 0;
        var clock = new Stopwatch();
        for (var left = size; left > 0; calls++)
        {
            var before = left;
            clock.Start();
            await app.Host.FireTimerAsync(nameof(HistoryPurge));
            clock.Stop();
            left = await app.Hub.CountInstancesAsync(Copies, cancellationToken);
            if (left == before)
                throw new InvalidOperationException($"A call of {nameof(HistoryPurge)} removed nothing of {left} old orchestrations.");
        }

        var each = clock.Elapsed / size;
        var rowsLeft = await app.Hub.CountHistoriesAsync(Copies, cancellationToken);
        var (seconds, rate, cost) = (clock.Elapsed.TotalSeconds, 1 / each.TotalSeconds, each / read);
        Print($"{size,14}  {rows,6}  {calls,5}  {seconds,7:0}  {rate,8:0}  {rowsLeft,9}  {read.TotalMilliseconds,12:0.0}  {cost,10:0.0}");
        return cost;
    }

    // The emulator looks for rows among all that its table has, which storage itself does not: the time of a read is the measure.
    private static async Task<TimeSpan> MeasureReadAsync(TaskHub hub, CancellationToken cancellationToken)
    {
        const int Reads = 20;
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < Reads; n++)
            await hub.CountHistoryAsync($"scan-{Account}", cancellationToken);
        return clock.Elapsed / Reads;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
