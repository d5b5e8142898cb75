using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Drawing;

namespace Spotter.Simulator.Clarifai;

/// <summary>
/// What concepts score. It knows the simulator's own pictures by the stamp in their bytes; any other picture gets scores that only its
/// bytes decide.
/// </summary>
internal sealed partial class ClarifaiScores(AccountBook book)
{
    private const int StampWithin = 4_096;

    /// <summary>From 0 to 1.</summary>
    public double Of(string concept, byte[] picture)
    {
        var chance = HashOf(concept, picture) / (double)ulong.MaxValue;
        return FindKind(picture) is not { } kind ? chance
            : concept == (kind == PictureKind.SpecialsBoard ? "specials-board" : "other") ? 0.9 + (chance / 10)
            : chance / 10;
    }

    /// <summary>A number that the picture's bytes decide, another one for each purpose.</summary>
    public static ulong HashOf(string what, byte[] picture) => StableHash.Of(what + Convert.ToHexString(SHA256.HashData(picture)), 0);

    private PictureKind? FindKind(byte[] picture)
    {
        var match = Stamp().Match(Encoding.Latin1.GetString(picture, 0, Math.Min(StampWithin, picture.Length)));
        if (!match.Success || book.FindPost(long.Parse(match.Groups["post"].Value, CultureInfo.InvariantCulture)) is not { } post)
            return null;

        // What follows the stamp in the file may look like another digit.
        var digits = match.Groups["index"].Value;
        var index = int.Parse(digits, CultureInfo.InvariantCulture);
        return post.Pictures[index < post.Pictures.Count ? index : digits[0] - '0'].Kind;
    }

    [GeneratedRegex(@"post (?<post>\d+) picture (?<index>[0-9]{1,2})")]
    private static partial Regex Stamp();
}
