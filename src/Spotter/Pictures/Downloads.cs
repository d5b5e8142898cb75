using System.Net.Sockets;
using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>What all downloads have in common.</summary>
internal static class Downloads
{
    /// <summary>True for what a connection that fails or breaks off throws.</summary>
    public static bool IsCut(Exception error) => error is HttpRequestException or IOException or SocketException;

    /// <summary>That failure.</summary>
    /// <param name="shown">The address as a person may see it.</param>
    public static SourceFailure Cut(string shown) => new(FailureKind.Transient, $"{shown}: the connection failed or was cut.");

    /// <summary>An address as a person may see it: queries and users carry secrets.</summary>
    public static string Show(Uri address) =>
        address.Scheme is "http" or "https"
            ? $"{address.Scheme}://{address.Authority}{address.AbsolutePath}"
            : $"The {address.Scheme} address";
}
