namespace Spotter.Learning.Heads;

/// <summary>
/// The Gaussian error linear unit, x times the share of a normal distribution below x (D. Hendrycks and K. Gimpel, 2016,
/// https://arxiv.org/abs/1606.08415): x / 2 x (1 + erf(x / sqrt 2)).
/// </summary>
internal static class Gelu
{
    private static readonly double DensityAtZero = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>The unit of each value.</summary>
    public static void Apply(ReadOnlySpan<float> values, Span<float> results)
    {
        for (var i = 0; i < values.Length; i++)
            results[i] = (float)(values[i] * Below(values[i]));
    }

    /// <summary>How fast the unit rises at a value.</summary>
    public static float Slope(float value) =>
        (float)(Below(value) + (value * DensityAtZero * Math.Exp(-value * (double)value / 2)));

    private static double Below(double value) => (1 + Erf(value / Math.Sqrt(2))) / 2;

    // M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions", 7.1.26: off by 1.5e-7 at most.
    private static double Erf(double value)
    {
        var t = 1 / (1 + (0.3275911 * Math.Abs(value)));
        var series = ((((((((1.061405429 * t) - 1.453152027) * t) + 1.421413741) * t) - 0.284496736) * t) + 0.254829592) * t;
        return Math.CopySign(1 - (series * Math.Exp(-value * value)), value);
    }
}
