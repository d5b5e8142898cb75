using System.Net.Sockets;

namespace Spotter.Calls;

/// <summary>
/// A connection to a SOCKS 5 proxy that listens for what the proxy says of the target (RFC 1928, 6): to whoever reads on, each refusal
/// looks the same.
/// </summary>
internal sealed class SocksStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private const byte ByPassword = 2;

    // The choice of a method, and the answer's version and result; with a password two bytes stand between them.
    private readonly byte[] _said = new byte[6];
    private int _known;

    private int Wanted => _known >= 2 && _said[1] == ByPassword ? 6 : 4;

    /// <inheritdoc/>
    /// <exception cref="TargetDownException">The proxy is well and cannot reach the target.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        for (var i = 0; i < read && _known < Wanted; i++)
        {
            _said[_known++] = buffer.Span[i];
            if (_known == Wanted && IsTargetDown(_said[_known - 1]))
                throw new TargetDownException();
        }

        return read;
    }

    // Host unreachable, connection refused, too many hops.
    private static bool IsTargetDown(byte result) => result is 4 or 5 or 6;
}
