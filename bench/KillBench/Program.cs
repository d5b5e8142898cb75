using System.CommandLine;
using System.Globalization;
using KillBench;

// kill -9 at random moments, over and over; then whether anything was lost, doubled or left behind.
//   dotnet run -c Release --project bench/KillBench -- --kills 1000
var kills = new Option<int>("--kills") { Description = "How many kills, over all set-ups", DefaultValueFactory = _ => 1000 };
var seed = new Option<int>("--seed")
{
    Description = "Decides when to kill, and every chance",
    DefaultValueFactory = _ => Random.Shared.Next(1_000_000),
};
var root = new RootCommand("Kills watchers at random moments, and counts what became of their work.") { kills, seed };
root.SetAction((result, cancellationToken) => RunAsync(result.GetValue(kills), result.GetValue(seed), cancellationToken));
return await root.Parse(args).InvokeAsync();

static async Task<int> RunAsync(int kills, int seed, CancellationToken cancellationToken)
{
    Console.WriteLine($"seed {seed}");
    Console.WriteLine("set-up          kills  posts  wanted  arrived  twice  lost  look-ups  integrity  files left  seconds");
    // They mostly wait: all at once.
    var share = kills / KillSetup.All.Count;
    var runs = KillSetup.All.Select((setup, index) => new KillRun(
        setup, index == 0 ? kills - (share * (KillSetup.All.Count - 1)) : share, seed + (10 * index))).ToList();
    var reports = await Task.WhenAll(runs.Select(run => ShowAsync(run, cancellationToken)));
    foreach (var report in reports.Where(report => report.Folder is not null))
        Console.WriteLine($"{report.Setup}, see {report.Folder}:\n{string.Join('\n', report.Problems)}");
    return reports.All(report => report.Problems.Count == 0) ? 0 : 1;
}

static async Task<KillReport> ShowAsync(KillRun run, CancellationToken cancellationToken)
{
    var report = await run.RunAsync(cancellationToken);
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Setup,-14}  {report.Kills,5}  {report.Posts,5}  {report.Wanted,6}  {report.Arrived,7}  {report.Twice,5}  "
                + $"{report.Lost,4}  {report.LookUps,8}  {report.Integrity,9}  {report.FilesLeft,10}  {report.Time.TotalSeconds,7:0}"
        )
    );
    return report;
}
