namespace Spotter.Insights;

/// <summary>How many values there were, their mean and how much they differ, without the values.</summary>
internal sealed class Moments
{
    private double _squares;

    /// <summary>How many values.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; 0 of none.</summary>
    public double Mean { get; private set; }

    /// <summary>Their variance, as that of a sample; 0 of fewer than two.</summary>
    public double Variance => Count < 2 ? 0 : _squares / (Count - 1);

    /// <summary>Adds a value, by the method of B. P. Welford (Technometrics 4, 1962).</summary>
    public void Add(double value)
    {
        Count++;
        var before = value - Mean;
        Mean += before / Count;
        _squares += before * (value - Mean);
    }

    /// <summary>Adds what another one saw, less <paramref name="level"/> each.</summary>
    public void Add(Moments other, double level = 0)
    {
        if (other.Count == 0)
            return;

        var count = Count + other.Count;
        var apart = other.Mean - level - Mean;
        Mean += apart * other.Count / count;
        _squares += other._squares + (apart * apart * Count * other.Count / count);
        Count = count;
    }
}
