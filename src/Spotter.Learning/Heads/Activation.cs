namespace Spotter.Learning.Heads;

/// <summary>What stands between two layers of a head.</summary>
internal enum Activation
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary><see cref="Heads.Gelu"/>.</summary>
    Gelu,
}
