using System.Text.Json;

namespace FuzzBench.Running;

/// <summary>Keeps a run's state, whole at any moment.</summary>
internal sealed class StateFile(string path)
{
    /// <exception cref="InvalidDataException">It is there and belongs to another seed.</exception>
    public async Task<FuzzState> ReadAsync(int seed, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new FuzzState { Seed = seed };

        await using var file = File.OpenRead(path);
        var state = await JsonSerializer.DeserializeAsync(file, FuzzJson.Default.FuzzState, cancellationToken);
        return state?.Seed == seed ? state : throw new InvalidDataException($"{path} is of another seed. Give that one, or another file.");
    }

    public async Task WriteAsync(FuzzState state, CancellationToken cancellationToken)
    {
        var half = path + ".new";
        await File.WriteAllBytesAsync(half, JsonSerializer.SerializeToUtf8Bytes(state, FuzzJson.Default.FuzzState), cancellationToken);
        File.Move(half, path, overwrite: true);
    }
}
