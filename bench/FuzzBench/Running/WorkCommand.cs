using System.CommandLine;

namespace FuzzBench.Running;

/// <summary>What the bench starts itself by.</summary>
internal static class WorkCommand
{
    public static Command Make()
    {
        var kind = new Argument<InputKind>("KIND");
        var seed = new Option<int>("--seed");
        var next = new Option<long>("--next");
        var end = new Option<long>("--end");
        var skip = new Option<long[]>("--skip");
        var data = new Option<string?>("--data");
        var current = new Option<string>("--current") { Required = true };
        var command = new Command("work", "Tries inputs of one kind.") { Hidden = true };
        foreach (var symbol in new Symbol[] { kind, seed, next, end, skip, data, current })
            Add(command, symbol);
        command.SetAction((result, cancellationToken) => RunAsync(
            new WorkerOrder(
                result.GetValue(kind),
                result.GetValue(seed),
                result.GetValue(next),
                result.GetValue(end),
                (result.GetValue(skip) ?? []).ToHashSet(),
                result.GetValue(data),
                result.GetValue(current)!),
            cancellationToken));
        return command;
    }

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
            command.Add(argument);
        else
            command.Add((Option)symbol);
    }

    private static async Task RunAsync(WorkerOrder order, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Whoever ordered it may be killed.
        _ = Task.Run(() => Console.In.ReadToEnd(), CancellationToken.None).ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        using var worker = new Worker(order);
        await worker.RunAsync(ended.Token);
    }
}
