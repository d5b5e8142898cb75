namespace Spotter.Collecting;

/// <summary>What was not given out, and why.</summary>
public sealed class PostTally
{
    /// <summary>So many problems are told.</summary>
    public const int MaxTold = 50;

    private readonly List<string> _problems = [];

    /// <summary>How many posts <see cref="PostChoice.Where"/> left out.</summary>
    public int LeftOut { get; set; }

    /// <summary>How many of them it could not be decided of, because a label or words are not known.</summary>
    public int Undecided { get; set; }

    /// <summary>What went wrong, a line for each; the first fifty.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many went wrong.</summary>
    public int Count { get; private set; }

    /// <summary>Adds what went wrong.</summary>
    public void Tell(string problem)
    {
        Count++;
        if (_problems.Count < MaxTold)
            _problems.Add(problem);
    }
}
