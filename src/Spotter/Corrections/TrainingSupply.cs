namespace Spotter.Corrections;

/// <summary>What people labelled that a training of a model would take.</summary>
/// <param name="Labels">How many pictures of each label, in the order of the labels.</param>
/// <param name="New">How many of them the newest version was not made from, or from under another label.</param>
/// <param name="Seen">How many pictures the newest version was made from; 0 where nobody says.</param>
public sealed record TrainingSupply(IReadOnlyDictionary<string, int> Labels, int New, int Seen)
{
    /// <summary>The fewest pictures of a label: one to fit to and one to measure on.</summary>
    public const int LeastPictures = 2;

    /// <summary>How many labels cannot be read, and which; null where all can. Whose they were is not known any more.</summary>
    public string? Damage { get; init; }

    /// <summary>How many pictures there are.</summary>
    public int Pictures => Labels.Values.Sum();

    /// <summary>
    /// Why these pictures alone make no model, and what to do; null where they do. What a folder adds to them is not known here.
    /// </summary>
    public string? FindProblem()
    {
        var few = Labels.Where(label => label.Value < LeastPictures).Select(label => label.Key).ToList();
        return Labels.Count switch
        {
            0 => "Nobody said yet what a picture shows that this model judged.",
            1 => $"All of them are '{Labels.Keys.First()}', and a model tells two labels or more apart.",
            _ when few.Count > 0 => $"A training needs {LeastPictures} pictures of each label at the least, and there is one of "
                + $"{string.Join(", ", few.Select(label => $"'{label}'"))}.",
            _ => null,
        };
    }
}
