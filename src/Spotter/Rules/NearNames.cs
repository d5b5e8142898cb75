namespace Spotter.Rules;

/// <summary>Suggests names that were probably meant.</summary>
public static class NearNames
{
    private const int MaxChanges = 2;
    private const int MaxNamed = 10;

    /// <summary>The names that hold a text or differ little from it, the nearest first, at most ten.</summary>
    public static IReadOnlyList<string> Find(string text, IEnumerable<string> names) =>
    [
        .. names
            .Select(name => (Name: name, Distance: DistanceOf(text, name)))
            .Where(one => one.Distance <= MaxChanges)
            .OrderBy(one => one.Distance)
            .Select(one => one.Name)
            .Take(MaxNamed),
    ];

    /// <summary>A sentence that names them, or what there is where none is near.</summary>
    /// <param name="there">Begins the sentence where none is near.</param>
    public static string Suggest(string text, IReadOnlyList<string> names, string there = "It has") =>
        Find(text, names) is { Count: > 0 } near
            ? $"Did you mean: {string.Join(", ", near)}?"
            : $"{there}: {string.Join(", ", names.Take(MaxNamed))}{(names.Count > MaxNamed ? $" and {names.Count - MaxNamed} more" : "")}.";

    private static int DistanceOf(string text, string name)
    {
        if (text.Length > 0 && name.Contains(text, StringComparison.OrdinalIgnoreCase))
            return 0;
        // In a short word two changes make any other.
        if (Math.Abs(text.Length - name.Length) > MaxChanges || text.Length <= MaxChanges)
            return int.MaxValue;

        return EditDistance.Of(text.ToUpperInvariant(), name.ToUpperInvariant());
    }
}
