using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Spotter.Accounts;
using Spotter.Azure.State;
using Spotter.FunctionsApp.HostTests;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Watching;

namespace EngineBench;

/// <summary>A collection of one account with many posts.</summary>
internal static class CollectRun
{
    private const int Block = 500;
    private const double MinRatio = 0.8;

    private static readonly AccountId Long = AccountId.Parse("instagram:long");
    private static readonly AccountId Short = AccountId.Parse("instagram:short");
    private static readonly AccountId WarmUp = AccountId.Parse("instagram:warmup");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(int posts, CancellationToken cancellationToken)
    {
        await using var app = await BenchApp.StartAsync([Script(WarmUp, posts: 50), Script(Long, posts), Script(Short, Block)]);
        await CollectAsync(app.Running, WarmUp, cancellationToken);

        Console.WriteLine("posts  seconds  posts a second");
        var last = await MeasureAsync(app, Long, posts, cancellationToken);
        var history = await app.Running.Hub.CountHistoryAsync($"scan-{Long}", cancellationToken);
        Print($"largest history: {history} rows");

        // To find one row, the emulator looks at all of its partition, an account's rows, which storage does not.
        Console.WriteLine("another account, with as many rows beside its own:");
        await FillAsync(app, posts, cancellationToken);
        var ratio = last / await MeasureAsync(app, Short, Block, cancellationToken);
        Print($"the last {Block} at {ratio:0.00} of the rate of that (wanted at least {MinRatio:0.0})");
        return ratio < MinRatio ? 1 : 0;
    }

    /// <returns>The rate of the last posts.</returns>
    private static async Task<double> MeasureAsync(BenchApp app, AccountId account, int posts, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        await CollectAsync(app.Running, account, cancellationToken);
        await app.Running.State.AssertSettledAsync(account, posts, alerts: 0);
        return Tell([startedAt, .. await ListSettledAsync(app, account, cancellationToken)]);
    }

    // Nothing in the pictures is worth an alert: Slack's own pace is not what is measured.
    private static AccountScript Script(AccountId account, int posts) => new()
    {
        Handle = account.Handle,
        Posts = [],
        Series = [new SeriesScript { First = -60.0 * (posts + 1), Every = 60, Count = posts, Pictures = [PictureKind.Other] }],
    };

    private static async Task CollectAsync(RunningApp app, AccountId account, CancellationToken cancellationToken)
    {
        await app.WatchAsync(new Watch { Account = account, Since = DateTimeOffset.UnixEpoch });
        var started = await app.Api.PostAsync($"accounts/{account.Source}/{account.Handle}/rescan?mode=history");
        if (started.Status != HttpStatusCode.Accepted)
            throw new InvalidOperationException($"The collection of {account} was not started: {started.Status}, {started.Json}");

        var status = $"scans/{Uri.EscapeDataString(started.Json.GetProperty("id").GetString()!)}";
        while ((await app.Api.GetAsync(status)).Json.GetProperty("status").GetString() is "Pending" or "Running")
            await Task.Delay(Pause, cancellationToken);
    }

    private static async Task FillAsync(BenchApp app, int posts, CancellationToken cancellationToken)
    {
        var table = app.Tables.GetTableClient(StorageNames.Table);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Long.ToString()}");
        var rows = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        var before = rows.Count * (posts - Block) / posts;
        var copies = rows.Take(before).Select(row => new TableEntity(row) { PartitionKey = Short.ToString(), RowKey = $"zz{row.RowKey}" });
        foreach (var chunk in copies.Chunk(100))
            await table.SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
    }

    // When each post was written last, which is when it was settled: to look on meanwhile would slow the emulator down.
    private static async Task<List<DateTimeOffset>> ListSettledAsync(BenchApp app, AccountId account, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {account.ToString()} and RowKey ge {"post"} and RowKey lt {"posu"}");
        var rows = app.Tables.GetTableClient(StorageNames.Table)
            .QueryAsync<TableEntity>(filter, select: ["Timestamp"], cancellationToken: cancellationToken);
        return await rows.Select(row => row.Timestamp!.Value).Order().ToListAsync(cancellationToken);
    }

    private static double Tell(List<DateTimeOffset> times)
    {
        var rate = 0.0;
        for (var begin = 0; begin < times.Count - 1; begin += Block)
        {
            var end = Math.Min(begin + Block, times.Count - 1);
            var seconds = (times[end] - times[begin]).TotalSeconds;
            rate = (end - begin) / seconds;
            Print($"{end,5}  {seconds,7:0}  {rate,14:0.00}");
        }

        return rate;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
