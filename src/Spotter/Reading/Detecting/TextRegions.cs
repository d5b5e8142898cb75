namespace Spotter.Reading.Detecting;

/// <summary>Finds the regions of a map: runs of pixels in each row, joined with those that they touch in the row above.</summary>
internal sealed class TextRegions
{
    private readonly List<Run> _runs = [];

    private TextRegions(TextMap map, float least)
    {
        var above = 0;
        for (var row = 0; row < map.Height; row++)
        {
            var first = _runs.Count;
            AddRuns(map.Row(row), row, least);
            Join(above, first);
            above = first;
        }
    }

    /// <summary>Finds regions.</summary>
    /// <param name="map">Where to.</param>
    /// <param name="least">A pixel is one of text from this probability on.</param>
    /// <param name="leastPixels">Smaller regions are left out.</param>
    /// <param name="most">How many regions at most, the largest; a picture of noise has thousands.</param>
    public static IReadOnlyList<TextRegion> Find(TextMap map, float least, int leastPixels, int most) =>
        new TextRegions(map, least).Collect(leastPixels, most);

    private void AddRuns(ReadOnlySpan<float> pixels, int row, float least)
    {
        for (var x = 0; x < pixels.Length; x++)
        {
            if (pixels[x] < least)
                continue;

            var start = x;
            while (x < pixels.Length && pixels[x] >= least)
                x++;
            _runs.Add(new Run(row, start, x, _runs.Count));
        }
    }

    private void Join(int above, int first)
    {
        var end = first;
        for (var run = first; run < _runs.Count; run++)
        {
            while (above < end && _runs[above].End < _runs[run].Start)
                above++;
            // The last one that touches this run may touch the next one, too.
            for (var other = above; other < end && _runs[other].Start <= _runs[run].End; other++)
                Unite(other, run);
        }
    }

    private void Unite(int one, int other)
    {
        var (first, second) = (RootOf(one), RootOf(other));
        if (first != second)
            _runs[Math.Max(first, second)] = _runs[Math.Max(first, second)] with { Parent = Math.Min(first, second) };
    }

    private int RootOf(int run)
    {
        while (_runs[run].Parent != run)
        {
            // Halves the way for the next one.
            var grandparent = _runs[_runs[run].Parent].Parent;
            _runs[run] = _runs[run] with { Parent = grandparent };
            run = grandparent;
        }

        return run;
    }

    private IReadOnlyList<TextRegion> Collect(int leastPixels, int most)
    {
        var roots = new int[_runs.Count];
        var sizes = new int[_runs.Count];
        var bottoms = new int[_runs.Count];
        for (var run = 0; run < _runs.Count; run++)
        {
            var root = roots[run] = RootOf(run);
            sizes[root] += _runs[run].End - _runs[run].Start;
            bottoms[root] = _runs[run].Row;
        }

        // A root is the first run of its region, so it is in the topmost row.
        var regions = Enumerable.Range(0, _runs.Count)
            .Where(run => roots[run] == run && sizes[run] >= leastPixels)
            .OrderByDescending(root => sizes[root])
            .Take(most)
            .ToDictionary(root => root, root => new TextRegion(_runs[root].Row, bottoms[root] - _runs[root].Row + 1));
        for (var run = 0; run < _runs.Count; run++)
            if (regions.TryGetValue(roots[run], out var region))
                region.Add(_runs[run].Row, _runs[run].Start, _runs[run].End);
        return [.. regions.Values];
    }

    private readonly record struct Run(int Row, int Start, int End, int Parent);
}
