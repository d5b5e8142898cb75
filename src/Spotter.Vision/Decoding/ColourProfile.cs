using NetVips;

namespace Spotter.Vision.Decoding;

/// <summary>The ICC profile that a picture carries.</summary>
internal static class ColourProfile
{
    private const string Field = "icc-profile-data";

    // What rounding twice may cost.
    private const double Same = 2;

    private const int Steps = 3;

    // Black, white, and what lies between them in each channel.
    private static readonly byte[] Samples =
    [
        .. from red in Enumerable.Range(0, Steps)
           from green in Enumerable.Range(0, Steps)
           from blue in Enumerable.Range(0, Steps)
           from value in (int[])[red, green, blue]
           select (byte)(value * byte.MaxValue / (Steps - 1)),
    ];

    /// <summary>
    /// True where the profile gives the picture other colours than sRGB does: most profiles are those of sRGB, and converting would cost
    /// time for nothing.
    /// </summary>
    /// <param name="header">The picture, whose pixels are not looked at.</param>
    public static bool ChangesColours(Image header)
    {
        if (!header.Contains(Field))
            return false;
        if (header.Interpretation != Enums.Interpretation.Srgb)
            return true;

        var profile = (byte[])header.Get(Field);
        using var samples = Image.NewFromMemory(Samples, Samples.Length / 3, 1, 3, Enums.BandFormat.Uchar);
        using var tagged = samples.Copy(interpretation: Enums.Interpretation.Srgb).Mutate(
            image => image.Set(GValue.BlobType, Field, profile));
        using var converted = tagged.IccTransform("srgb", embedded: true);
        using var difference = (converted - samples).Abs();
        return difference.Max() > Same;
    }
}
