namespace Spotter.Reporting.Explaining;

/// <summary>How much of the differences in likes something explains, as posts tell that it was not fitted to.</summary>
/// <param name="R2">The cross-validated R2, at most 1; 0 and less is nothing.</param>
/// <param name="Low">Truly at least this, with a confidence of 95 %; from 0 to 1.</param>
/// <param name="High">Truly at most this; from 0 to 1.</param>
public sealed record Share(double R2, double Low, double High)
{
    /// <summary>True where it can be told from chance.</summary>
    public bool IsSomething => Low > 0;
}
