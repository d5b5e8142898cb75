using System.CommandLine;
using EngineBench;

// The published app under the real Durable extension, on the storage emulator.
//   dotnet run -c Release --project bench/EngineBench -- collect 3000
//   dotnet run -c Release --project bench/EngineBench -- purge 1000 5000
var posts = new Argument<int>("posts") { Description = "How many posts the account has", DefaultValueFactory = _ => 3000 };
var collect = new Command("collect", "Collects one account's posts, and shows whether the rate falls with their number.") { posts };
collect.SetAction((result, cancellationToken) => CollectRun.RunAsync(result.GetValue(posts), cancellationToken));

var instances = new Argument<int[]>("instances")
{
    Description = "How many ended orchestrations there are, one run each",
    DefaultValueFactory = _ => [1000, 5000],
};
var purge = new Command("purge", "Has the histories of old orchestrations removed, and shows what each takes.") { instances };
purge.SetAction((result, cancellationToken) => PurgeRun.RunAsync(result.GetValue(instances)!, cancellationToken));

return await new RootCommand("Measures what the Durable engine takes.") { collect, purge }.Parse(args).InvokeAsync();
