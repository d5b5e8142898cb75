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

    /// <summary>The same as it is now: what is told later is not in it.</summary>
    public PostTally Copy()
    {
        var copy = new PostTally { LeftOut = LeftOut, Undecided = Undecided, Count = Count };
        copy._problems.AddRange(_problems);
        return copy;
    }

    /// <summary>Takes away what another one, which was a copy of it, has told.</summary>
    public void Forget(PostTally told)
    {
        LeftOut -= told.LeftOut;
        Undecided -= told.Undecided;
        Count -= told.Count;
        _problems.RemoveRange(0, Math.Min(told._problems.Count, _problems.Count));
    }

    /// <summary>Adds what went wrong.</summary>
    public void Tell(string problem)
    {
        Count++;
        if (_problems.Count < MaxTold)
            _problems.Add(problem);
    }
}
