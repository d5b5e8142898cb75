using System.Globalization;

namespace Spotter.Simulator.Drawing;

/// <summary>
/// What a camera, a hand that writes badly and a compression do to words, so that a reader makes about as many mistakes as on photographs.
/// </summary>
/// <param name="Width">Of the picture, in pixels: fewer than a photograph's.</param>
/// <param name="Blur">The standard deviation of the blur, in units of the canvas.</param>
/// <param name="Shake">How far letters are pulled out of shape, in units of the canvas.</param>
/// <param name="ShakeFrequency">How often that changes, per unit of the canvas.</param>
/// <param name="Noise">How many specks of noise there are, light and dark ones each.</param>
/// <param name="Quality">JPEG quality, 1 to 100.</param>
/// <param name="Seed">Of the shake.</param>
internal sealed record Spoiling(double Width, double Blur, double Shake, double ShakeFrequency, int Noise, int Quality, int Seed)
{
    public static Spoiling Pick(int seed)
    {
        var chance = new Chance(seed);
        return new Spoiling(
            chance.Between(400, 760),
            chance.Hit(0.6) ? chance.Between(0.5, 3) : 0,
            chance.Between(4, 34),
            chance.Between(0.008, 0.03),
            chance.Whole(0, 4_000),
            chance.Whole(45, 85),
            chance.Whole(1, 100_000));
    }

    /// <summary>An SVG filter of the given name that does all but the size and the compression.</summary>
    public string ToFilter(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <filter id="{name}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
        <feTurbulence type="turbulence" baseFrequency="{ShakeFrequency:0.####}" numOctaves="1" seed="{Seed}" result="t"/>
        <feDisplacementMap in="SourceGraphic" in2="t" scale="{Shake:0.##}" xChannelSelector="R" yChannelSelector="G"/>
        <feGaussianBlur stdDeviation="{Blur:0.##}"/>
        </filter>
        """);
}
