namespace FuzzBench.Running;

/// <summary>What a worker is to try.</summary>
/// <param name="Kind">Inputs of this kind alone.</param>
/// <param name="Seed">Decides them, together with their indices.</param>
/// <param name="Next">The first index.</param>
/// <param name="End">The index after the last one.</param>
/// <param name="Skip">Indices that are passed over.</param>
/// <param name="Data">The folder of examples; null for what is committed alone.</param>
/// <param name="CurrentFile">Where the index of the present input is written.</param>
internal sealed record WorkerOrder(
    InputKind Kind, int Seed, long Next, long End, IReadOnlyCollection<long> Skip, string? Data, string CurrentFile)
{
    public IReadOnlyList<string> ToArguments() =>
    [
        "work", $"{Kind}", "--seed", $"{Seed}", "--next", $"{Next}", "--end", $"{End}", "--current", CurrentFile,
        .. Skip.SelectMany(index => new[] { "--skip", $"{index}" }),
        .. Data is null ? Array.Empty<string>() : ["--data", Data],
    ];
}
