using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Spotter.Simulator.Clarifai;

/// <summary>What the simulated Clarifai was asked.</summary>
public sealed class ClarifaiLedger
{
    private readonly ConcurrentDictionary<string, int> _pictures = new(StringComparer.Ordinal);
    private int _calls;

    /// <summary>How many calls came, answered or not.</summary>
    public int Calls => _calls;

    /// <summary>How often each picture was answered for, by the SHA-256 of its bytes, in lower case: each time is paid for.</summary>
    public IReadOnlyDictionary<string, int> Answered => _pictures;

    internal int CountCall() => Interlocked.Increment(ref _calls);

    internal void CountAnswer(byte[] picture) =>
        _pictures.AddOrUpdate(Convert.ToHexStringLower(SHA256.HashData(picture)), 1, (_, count) => count + 1);
}
