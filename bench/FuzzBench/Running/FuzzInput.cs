namespace FuzzBench.Running;

/// <summary>One input: all that is drawn for it follows from the run's seed and its own index.</summary>
internal sealed record FuzzInput(long Index, Random Chance)
{
    public static FuzzInput Of(int seed, long index)
    {
        var mixed = unchecked((ulong)((index << 20) + seed + 1) * 0x9E3779B97F4A7C15UL);
        return new(index, new Random((int)(mixed >> 33)));
    }

    public static InputKind KindOf(long index) => (index % 20) switch
    {
        < 16 => InputKind.Answers,
        < 19 => InputKind.Pictures,
        _ => InputKind.Models,
    };

    public bool Draws(int percent) => Chance.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Chance.Next(items.Count)];
}
