namespace FuzzBench.Running;

/// <summary>Tries many mutated inputs, and says what went wrong.</summary>
public sealed class FuzzRun(FuzzSettings settings)
{
    private const int Samples = 20;

    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(2);

    /// <summary>Goes on where the state file says, until all inputs are tried or it is cancelled.</summary>
    /// <param name="progress">Told of each writing of the state; null where nobody asks.</param>
    /// <exception cref="InvalidDataException">The state file is of another seed.</exception>
    public async Task<FuzzState> RunAsync(IProgress<FuzzState>? progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("spotter-fuzz-run-");
        try
        {
            var file = new StateFile(settings.State ?? Path.Combine(folder.FullName, "state.json"));
            var ledger = new FuzzLedger(await file.ReadAsync(settings.Seed, cancellationToken), Math.Max(1, settings.Inputs / Samples));
            var running = Task.WhenAll(settings.Kinds.Select(kind =>
                new Lane(kind, settings, ledger, Path.Combine(folder.FullName, $"{kind}.current")).RunAsync(cancellationToken)));
            while (!running.IsCompleted)
            {
                await Task.WhenAny(running, Task.Delay(WriteEvery, CancellationToken.None));
                await file.WriteAsync(ledger.State, CancellationToken.None);
                progress?.Report(ledger.State);
            }

            await running;
            return ledger.State;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
