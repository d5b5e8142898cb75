using System.CommandLine;
using FuzzBench.Running;

// Mutated answers, pictures and model files: nothing may crash, hang or grow.
//   dotnet run -c Release --project bench/FuzzBench -- EXAMPLES --inputs 1000000 --state fuzz.json
var data = new Argument<string?>("DATA")
{
    Description = "A folder of examples that are mutated, beside those that are committed",
    Arity = ArgumentArity.ZeroOrOne,
};
var inputs = new Option<long>("--inputs") { Description = "How many inputs, of all kinds together", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<int>("--seed") { Description = "Decides every input, together with its index", DefaultValueFactory = _ => 1 };
var state = new Option<string?>("--state") { Description = "The file that a run which was cut off is gone on with from" };
var only = new Option<InputKind?>("--only") { Description = "Inputs of this kind alone" };
var replay = new Option<long?>("--replay") { Description = "Try the one input of this index, and tell what went wrong in full" };
var root = new RootCommand("Gives mutated answers, pictures and model files to the product.")
{
    data, inputs, seed, state, only, replay, WorkCommand.Make(),
};
root.SetAction(async (result, cancellationToken) =>
{
    var settings = new FuzzSettings(
        result.GetValue(inputs),
        result.GetValue(seed),
        result.GetValue(data),
        result.GetValue(state),
        result.GetValue(only) is { } kind ? [kind] : Enum.GetValues<InputKind>());
    if (result.GetValue(replay) is not { } index)
        return await RunAsync(settings, cancellationToken);

    Console.WriteLine(await FuzzReplay.RunAsync(settings, index, cancellationToken));
    return 0;
});
return await root.Parse(args).InvokeAsync();

static async Task<int> RunAsync(FuzzSettings settings, CancellationToken cancellationToken)
{
    var progress = new Progress<FuzzState>(state =>
        Console.Error.WriteLine(string.Join("; ", state.Lanes.Select(lane => $"{lane.Key} {lane.Value.Next}"))));
    var state = await new FuzzRun(settings).RunAsync(progress, cancellationToken);
    foreach (var line in FuzzReport.ToTable(state).Concat(FuzzReport.ListProblems(state)))
        Console.WriteLine(line);
    foreach (var (kind, lane) in state.Lanes.Where(lane => lane.Value.Slow.Count > 0))
        Console.WriteLine($"{kind}: over 10 s: {string.Join(", ", lane.Slow)}");
    return FuzzReport.ListProblems(state).Count == 0 ? 0 : 1;
}
