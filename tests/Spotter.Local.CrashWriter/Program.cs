using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;

// Writes until it is killed: PATH FIRST. Each of four writers counts up from FIRST, changes three records together, and prints its number
// once that is acknowledged.
var store = new SqliteStateStore(Options.Create(new StateOptions { Path = args[0] }));
var first = int.Parse(args[1], CultureInfo.InvariantCulture);
await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync($"writer{writer}"))));

async Task WriteAsync(string writer)
{
    for (var n = first; ; n++)
    {
        var value = Encoding.UTF8.GetBytes($"{n}");
        await store.TryChangeAsync(
            writer,
            [StateChange.Put("left", value), StateChange.Put("right", value), StateChange.Add($"log/{n:D9}", value)],
            CancellationToken.None
        );
        Console.WriteLine($"{writer} {n:D9}");
    }
}
