using System.Security.Cryptography;
using System.Text.Json;
using Spotter.Reading.Installed;

namespace Spotter.Reading;

/// <summary>Tells readers apart that may read a picture differently: what was read is kept between trainings.</summary>
internal static class ReaderVersion
{
    /// <summary>
    /// The version of all that stands between the models and the lines: where text is looked for, how it is cut out and decoded, what is
    /// left out, joined and ordered. A change of what is read, of a box or of the order is another version. Before 2 there was none.
    /// </summary>
    public const int Way = 2;

    // Of the hash, enough to tell readers apart.
    private const int HashLetters = 12;

    /// <summary>The reader's name, the hash of what its description says of its models, and the version of the way they are used.</summary>
    public static string Of(ReaderDescription reader)
    {
        var models = JsonSerializer.SerializeToUtf8Bytes(
            reader with { Summary = null, Licence = null }, ReaderJson.Default.ReaderDescription);
        return FormattableString.Invariant($"{reader.Name} {Convert.ToHexStringLower(SHA256.HashData(models))[..HashLetters]} v{Way}");
    }
}
