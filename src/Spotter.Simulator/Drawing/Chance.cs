using System.Globalization;
using Spotter.Simulator.Accounts;

namespace Spotter.Simulator.Drawing;

/// <summary>Everything a drawing leaves to chance, decided by its seed.</summary>
internal sealed class Chance(int seed)
{
    // Not System.Random: the first numbers of its neighbouring seeds are alike, and so would be the pictures.
    private ulong _state = StableHash.Of("picture", seed);

    /// <summary>From 0 up to 1, as SplitMix64 gives it.</summary>
    public double Next() => (StableHash.Mix(_state++) >> 11) * (1.0 / (1UL << 53));

    public double Between(double from, double to) => from + ((to - from) * Next());

    /// <summary>Both ends included.</summary>
    public int Whole(int from, int to) => from + (int)(Next() * (to - from + 1));

    public bool Hit(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Whole(0, choices.Count - 1)];

    /// <summary>Some of the choices, none twice.</summary>
    public List<T> PickSome<T>(IReadOnlyList<T> choices, int count)
    {
        var left = choices.ToList();
        var picked = new List<T>();
        for (; picked.Count < count && left.Count > 0;)
        {
            var index = Whole(0, left.Count - 1);
            picked.Add(left[index]);
            left.RemoveAt(index);
        }

        return picked;
    }

    /// <summary>A colour near the given hue (degrees), saturation and lightness (percent).</summary>
    public string Colour(double hue, double saturation, double lightness, double spread = 6) =>
        Hsl(hue + Between(-spread, spread), saturation + Between(-spread, spread), lightness + Between(-spread, spread));

    public static string Hsl(double hue, double saturation, double lightness) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"hsl({(((int)hue % 360) + 360) % 360},{(int)Math.Clamp(saturation, 0, 100)}%,{(int)Math.Clamp(lightness, 0, 100)}%)"
        );
}
