namespace Spotter.Learning.Measuring;

/// <summary>Writes labels with what is to be said of each, for a person.</summary>
internal static class LabelNames
{
    private const int Max = 10;

    /// <summary>The first ten, and how many more there are.</summary>
    public static string Join(IEnumerable<(string Label, string Note)> labels)
    {
        var all = labels.Select(label => $"'{label.Label}' ({label.Note})").ToList();
        return string.Join(", ", all.Take(Max)) + (all.Count > Max ? $" and {all.Count - Max} more" : "");
    }
}
