namespace Spotter.Learning.Backbones;

/// <summary>
/// Morlet wavelets of one scale j in <see cref="Orientations"/> directions:
/// psi(u) = exp(-(u1^2 + (s u2)^2) / (2 sigma^2)) (exp(i xi u1) - beta) s / (2 pi sigma^2), where (u1, u2) is u turned by theta, beta makes
/// the mean
/// zero, sigma = 0.8 x 2^j, xi = 3 pi / 4 / 2^j and s = 4 / L (Bruna and Mallat 2013, section 2.1; the constants are those in common use).
/// </summary>
internal sealed class MorletWavelet
{
    public const int Orientations = 8;
    private const double Slant = 4.0 / Orientations;

    public MorletWavelet(int scale)
    {
        var sigma = 0.8 * Math.Pow(2, scale);
        var frequency = 3 * Math.PI / 4 / Math.Pow(2, scale);
        // Two standard deviations of the long axis hold 95 % of the envelope.
        Radius = (int)Math.Ceiling(2 * sigma / Slant);
        Side = (2 * Radius) + 1;
        Real = new float[Orientations * Side * Side];
        Imaginary = new float[Orientations * Side * Side];
        for (var orientation = 0; orientation < Orientations; orientation++)
            Fill(orientation, sigma, frequency);
    }

    /// <summary>In pixels, without the centre.</summary>
    public int Radius { get; }

    /// <summary>Of the square filter, in pixels.</summary>
    public int Side { get; }

    /// <summary>[orientation, row, column].</summary>
    public float[] Real { get; }

    /// <summary>[orientation, row, column].</summary>
    public float[] Imaginary { get; }

    private void Fill(int orientation, double sigma, double frequency)
    {
        var (sin, cos) = Math.SinCos(Math.PI * orientation / Orientations);
        var envelope = new double[Side * Side];
        var along = new double[Side * Side];
        for (var i = 0; i < envelope.Length; i++)
        {
            var (y, x) = ((i / Side) - Radius, (i % Side) - Radius);
            var u1 = (x * cos) + (y * sin);
            var u2 = (y * cos) - (x * sin);
            along[i] = u1;
            envelope[i] = Math.Exp(-((u1 * u1) + (Slant * Slant * u2 * u2)) / (2 * sigma * sigma)) * Slant / (2 * Math.PI * sigma * sigma);
        }

        var sum = envelope.Sum();
        var beta = envelope.Select((value, i) => value * Math.Cos(frequency * along[i])).Sum() / sum;
        for (var i = 0; i < envelope.Length; i++)
        {
            Real[(orientation * envelope.Length) + i] = (float)(envelope[i] * (Math.Cos(frequency * along[i]) - beta));
            Imaginary[(orientation * envelope.Length) + i] = (float)(envelope[i] * Math.Sin(frequency * along[i]));
        }
    }
}
