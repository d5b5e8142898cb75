namespace Spotter.Insights;

/// <summary>
/// The regularised incomplete beta function I(x; a, b). Of whole a and b it is the probability of a hits or more among a + b - 1 pictures
/// that are hits with the probability x (Abramowitz and Stegun, 26.5.24).
/// </summary>
internal static class IncompleteBeta
{
    private const int MaxSteps = 10_000;
    private const double Tiny = 1e-300;

    /// <param name="a">More than 0.</param>
    /// <param name="b">More than 0.</param>
    /// <param name="x">0 to 1.</param>
    public static double Of(double a, double b, double x)
    {
        if (x is <= 0 or >= 1)
            return Math.Clamp(x, 0, 1);

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        // The fraction is short on this side of the middle only.
        return x < (a + 1.0) / (a + b + 2.0) ? front * Fraction(a, b, x) / a : 1 - (front * Fraction(b, a, 1 - x) / b);
    }

    // The continued fraction 26.5.8 of Abramowitz and Stegun, by W. J. Lentz's method.
    private static double Fraction(double a, double b, double x)
    {
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var result = d;
        for (var m = 1; m < MaxSteps; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            var change = 1.0;
            foreach (var step in (ReadOnlySpan<double>)[even, odd])
            {
                d = 1 / NotZero(1 + (step * d));
                c = NotZero(1 + (step / c));
                change = d * c;
                result *= change;
            }

            if (Math.Abs(change - 1) < 1e-14)
                break;
        }

        return result;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    // Stirling's series (Abramowitz and Stegun, 6.1.40), after steps up to where it is exact to the last digits.
    private static double LogGamma(double z)
    {
        var product = 0.0;
        for (; z < 12; z++)
            product += Math.Log(z);

        var square = 1 / (z * z);
        var series = (1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square / 1680.0)))));
        return ((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI)) + (series / z) - product;
    }
}
