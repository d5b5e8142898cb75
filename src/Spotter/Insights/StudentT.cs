namespace Spotter.Insights;

/// <summary>Student's distribution.</summary>
internal static class StudentT
{
    private const double Far = 1e6;

    /// <summary>How far from 0 a value lies at most, with a confidence.</summary>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    /// <param name="confidence">Above 0 and below 1. Default 0.95.</param>
    public static double Reach(int degrees, double confidence = 0.95)
    {
        var (low, high) = (0.0, Far);
        for (var step = 0; step < 80 && high - low > 1e-9 * high; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Beyond(degrees, middle) > 1 - confidence ? (middle, high) : (low, middle);
        }

        return high;
    }

    // Abramowitz and Stegun, 26.7.1: the share on both sides together.
    private static double Beyond(int degrees, double value) =>
        IncompleteBeta.Of(degrees / 2.0, 0.5, degrees / (degrees + (value * value)));
}
