using Spotter.Models;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Explaining;

/// <summary>The numbers of posts, each column with the mean 0 and the variance 1.</summary>
internal sealed class Design
{
    private const double LeastSpread = 1e-6;

    private readonly double[] _means;
    private readonly double[] _spreads;

    /// <param name="columns">What to tell apart; a column in which the posts do not differ is left out.</param>
    /// <param name="posts">The posts.</param>
    public Design(IReadOnlyList<Column> columns, IReadOnlyList<TraitRow> posts)
    {
        var raw = posts.Select(post => columns.Select(column => column.Of(post)).ToArray()).ToList();
        double[] means = [.. columns.Select((_, i) => raw.Average(row => row[i]))];
        double[] spreads = [.. columns.Select((_, i) => Math.Sqrt(raw.Average(row => Math.Pow(row[i] - means[i], 2))))];
        int[] kept = [.. Enumerable.Range(0, columns.Count).Where(i => spreads[i] > LeastSpread)];
        Columns = [.. kept.Select(i => columns[i])];
        _means = [.. kept.Select(i => means[i])];
        _spreads = [.. kept.Select(i => spreads[i])];
        Rows = [.. raw.Select(row => Scale([.. kept.Select(i => row[i])]))];
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The posts' numbers.</summary>
    public IReadOnlyList<double[]> Rows { get; }

    /// <summary>A post that is in all things as usual, but the newest.</summary>
    public double[] UsualRow => Usual(static asked => asked == Asked.Always, new TraitRow { Caption = new CountedText() });

    /// <summary>The columns of a kind of thing.</summary>
    public int[] ColumnsOf(Part part) => [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Part == part)];

    /// <summary>By how much the numbers of a column differed.</summary>
    public double SpreadOf(int column) => _spreads[column];

    /// <summary>The numbers of a post that is not made yet.</summary>
    public double[] RowOf(NewPost post, Traits traits)
    {
        var row = new TraitRow
        {
            Local = post.At,
            Scores = post.Label is { } label ? [new LabelScore(label, 1)] : [],
            Pictures = post.Pictures ?? 0,
            Caption = new CountedText().Add(post.Caption, traits.CaptionWords),
        };
        return Usual(IsSaid, row);

        bool IsSaid(Asked asked) => asked switch
        {
            Asked.Label => post.Label is not null,
            Asked.Pictures => post.Pictures is not null,
            Asked.Caption => post.Caption is not null,
            Asked.Time => post.At is not null,
            _ => asked == Asked.Always,
        };
    }

    private double[] Usual(Func<Asked, bool> isSaid, TraitRow row) =>
        [.. Columns.Select((column, i) => isSaid(column.Asked) ? (column.Of(row) - _means[i]) / _spreads[i] : 0)];

    private double[] Scale(double[] row)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = (row[i] - _means[i]) / _spreads[i];
        return row;
    }
}
