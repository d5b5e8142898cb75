using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;

// Small changes per second, acknowledged once they are on the disk: the store with 1, 16 and 256 writers at once, against one transaction
// for each change.
// The folder to write in may be named; the system's temporary folder otherwise.
var duration = TimeSpan.FromSeconds(3);
var value = Encoding.UTF8.GetBytes(new string('x', 200));
var folder = Directory.CreateDirectory(
    Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), $"spotter-bench-{Environment.ProcessId}"));
try
{
    var file = Path.Combine(folder.FullName, "spotter.db");
    await using var store = new SqliteStateStore(Options.Create(new StateOptions { Path = file }));
    var floor = OneTransactionEach(file);
    Report("one transaction each", floor, floor);
    foreach (var writers in new[] { 1, 16, 256 })
        Report($"{writers} writers", await WriteAsync(store, writers), floor);
}
finally
{
    folder.Delete(recursive: true);
}

double OneTransactionEach(string file)
{
    using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = "PRAGMA synchronous = FULL";
    command.ExecuteNonQuery();
    command.CommandText = "INSERT INTO records (partition, key, version, value) VALUES ('single', $key, random(), $value)";
    command.Parameters.AddWithValue("$value", value);
    var key = command.Parameters.Add("$key", SqliteType.Text);
    var watch = Stopwatch.StartNew();
    var count = 0;
    for (; watch.Elapsed < duration; count++)
    {
        key.Value = count.ToString(CultureInfo.InvariantCulture);
        command.ExecuteNonQuery();
    }

    return count / watch.Elapsed.TotalSeconds;
}

async Task<double> WriteAsync(SqliteStateStore store, int writers)
{
    var watch = Stopwatch.StartNew();
    var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        var count = 0;
        for (; watch.Elapsed < duration; count++)
            await store.TryChangeAsync($"{writers} writers", [StateChange.Add($"{writer}/{count}", value)], CancellationToken.None);
        return count;
    })));
    return counts.Sum() / watch.Elapsed.TotalSeconds;
}

static void Report(string name, double rate, double floor) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-22}{rate,10:N0} changes/s{rate / floor,8:N2} x"));
