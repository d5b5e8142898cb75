namespace Spotter.Simulator.Accounts;

/// <summary>Numbers that depend on their inputs alone: the same on every machine and in every run.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the text's UTF-16 code units, then mixed with the number.</summary>
    public static ulong Of(string text, long number)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash ^ Mix((ulong)number));
    }

    /// <summary>The finaliser of SplitMix64.</summary>
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
