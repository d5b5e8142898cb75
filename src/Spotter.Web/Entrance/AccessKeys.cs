using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Spotter.Web.Entrance;

/// <summary>
/// Tells who knows the access key: by the key itself, or by what it was exchanged for, which ends by itself and with the key. Nothing is
/// kept: a pass is the time of its end, signed with the key (HMAC-SHA256).
/// </summary>
internal sealed class AccessKeys(IOptions<WebOptions> options, TimeProvider time)
{
    /// <summary>For how long a pass lets in.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private string? Key => string.IsNullOrEmpty(options.Value.AccessKey) ? null : options.Value.AccessKey;

    /// <summary>True where nobody is let in without the key.</summary>
    public bool AreAskedFor => Key is not null;

    /// <summary>True for the access key.</summary>
    public bool Fits(string? key) =>
        Key is { } right && key is not null && CryptographicOperations.FixedTimeEquals(Hash(right), Hash(key));

    /// <summary>A pass from now on.</summary>
    public string MakePass()
    {
        var end = (time.GetUtcNow() + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(end)}";
    }

    /// <summary>True for a pass that was made with this key and has not ended.</summary>
    public bool FitsPass(string? pass) =>
        pass?.Split('.') is [var end, var signature]
        && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds > time.GetUtcNow().ToUnixTimeSeconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(end)), Encoding.UTF8.GetBytes(signature));

    private string Sign(string end) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key ?? ""), Encoding.UTF8.GetBytes($"spotter {end}")));

    // Keys of different lengths take the same time.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
