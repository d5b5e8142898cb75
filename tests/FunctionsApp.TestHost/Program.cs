using System.Text.Json;
using Spotter.FunctionsApp.TestHost;
using Spotter.FunctionsApp.TestHost.Published;

// A host in a process of its own, so that a test can kill both it and the worker: FunctionsApp.TestHost APP-FOLDER. The first line of the
// input holds the app's settings as JSON;
// when the input ends, the host does. A line of the output says where it listens; the log goes to the error output.
var settings = JsonSerializer.Deserialize<Dictionary<string, string>>((await Console.In.ReadLineAsync())!)!;
using var log = new HostLog { Written = Console.Error.WriteLine };
await using var host = await FunctionsHost.StartAsync(PublishedApp.Read(args[0]), settings, log);
Console.WriteLine($"listening at {host.Address}");
await Console.In.ReadToEndAsync();
