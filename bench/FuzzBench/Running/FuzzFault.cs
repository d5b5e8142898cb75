namespace FuzzBench.Running;

/// <summary>One sort of what went wrong.</summary>
/// <param name="Kind">Of what input.</param>
/// <param name="What">What went wrong, the same for all of a sort.</param>
/// <param name="Count">How many inputs did so.</param>
/// <param name="Indices">The first of them.</param>
/// <param name="Detail">More of the first one.</param>
public sealed record FuzzFault(InputKind Kind, string What, long Count, IReadOnlyList<long> Indices, string Detail)
{
    private const int MaxIndices = 5;

    internal static FuzzFault Of(InputKind kind, string what, long index, string detail) => new(kind, what, 1, [index], detail);

    internal bool IsLike(FuzzFault other) => (Kind, What) == (other.Kind, other.What);

    internal FuzzFault Add(FuzzFault other) =>
        this with { Count = Count + other.Count, Indices = [.. Indices.Concat(other.Indices).Take(MaxIndices)] };
}
