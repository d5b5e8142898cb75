namespace Spotter.Reporting.Explaining;

/// <summary>One number of a post that may explain its likes.</summary>
/// <param name="Part">What kind of thing it is.</param>
/// <param name="Of">The number.</param>
/// <param name="What">How its effect is told; null where it says nothing by itself.</param>
/// <param name="Step">By how much the number is larger where that is so.</param>
internal sealed record Column(Part Part, Func<TraitRow, double> Of, string? What = null, double Step = 1)
{
    /// <summary>What <see cref="NewPost"/> can say of it.</summary>
    public Asked Asked { get; init; }
}
