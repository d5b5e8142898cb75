using Spotter.Accounts;

namespace Spotter.Reporting.Explaining;

/// <summary>
/// Says how much of the likes of an account's posts their labels, words, time and caption explain. What is explained is log(1 + likes):
/// likes are multiplied by what speaks for them, and a post that everybody shared must not decide alone.
/// </summary>
internal static class LikesExplainer
{
    private const int LeastPosts = 40;
    private const int LeastDays = 20;
    private const int MaxEffects = 8;

    // Less is no difference that anybody would see.
    private const double LeastEffect = 0.02;
    private const double OneOfTwenty = 0.05;

    private static readonly (Part Part, string Name)[] Names =
    [
        (Part.Labels, "labels and pictures"),
        (Part.Words, "words in the pictures"),
        (Part.Time, "weekday and hour"),
        (Part.Caption, "caption"),
        (Part.Age, "account's growth, posts' age"),
    ];

    /// <summary>Explains them.</summary>
    /// <param name="account">Whose they are.</param>
    /// <param name="traits">Its posts.</param>
    /// <param name="asked">A post whose likes are to be predicted; null for none.</param>
    public static Explanation Explain(AccountId account, Traits traits, NewPost? asked)
    {
        var explanation = new Explanation { Account = account, Posts = traits.Rows.Count };
        var days = NumberDays(traits.Rows);
        if (traits.Rows.Count < LeastPosts || days.Max() + 1 < LeastDays)
            return explanation with
            {
                TooFew = $"{traits.Rows.Count} dated posts with likes are too few to tell: it takes {LeastPosts}, on {LeastDays} days.",
            };

        var design = new Design(Columns.Choose(traits), traits.Rows);
        var validation = new CrossValidation(design.Rows, traits.Logs, days);
        int[] all = [.. Enumerable.Range(0, design.Columns.Count)];
        var together = validation.Explain(all);
        // What explains nothing predicts nothing.
        var columns = together.IsSomething ? all : [];
        var fit = Ridge.Fit(validation.All, columns);
        var missed = Missed(validation, columns, traits.Logs);
        return explanation with
        {
            Together = together,
            Parts = [.. Names.Select(name => new PartShare(name.Name, Explain(validation, design.ColumnsOf(name.Part))))],
            Effects = [.. EffectsOf(fit, design)],
            Usual = Predict(fit, design.UsualRow, missed),
            New = asked is null ? null : Predict(fit, design.RowOf(asked, traits), missed),
        };
    }

    private static Share? Explain(CrossValidation validation, int[] columns) => columns.Length == 0 ? null : validation.Explain(columns);

    // Posts of a day are alike: one of them must not be predicted from another one.
    private static IReadOnlyList<int> NumberDays(IReadOnlyList<TraitRow> rows)
    {
        var numbers = new Dictionary<DateTime, int>();
        return [.. rows.Select(row => numbers.TryGetValue(row.Local!.Value.Date, out var known)
            ? known
            : numbers[row.Local.Value.Date] = numbers.Count)];
    }

    private static double[] Missed(CrossValidation validation, int[] columns, IReadOnlyList<double> logs)
    {
        double[] missed = [.. validation.Predict(columns).Select((predicted, i) => logs[i] - predicted)];
        Array.Sort(missed);
        return missed;
    }

    private static Prediction Predict(Ridge fit, double[] row, double[] missed)
    {
        var log = fit.Predict(row);
        return new Prediction(LikesOf(log + At(0.5)), LikesOf(log + At(OneOfTwenty)), LikesOf(log + At(1 - OneOfTwenty)));

        double At(double share) => missed[(int)Math.Round(share * (missed.Length - 1))];
    }

    private static double LikesOf(double log) => Math.Max(0, Math.Exp(log) - 1);

    private static IEnumerable<Effect> EffectsOf(Ridge fit, Design design) => design.Columns
        .Select((column, i) => (column.What, Log: fit.CoefficientOf(i) * column.Step / design.SpreadOf(i)))
        .Where(effect => effect.What is not null && Math.Abs(effect.Log) >= LeastEffect)
        .OrderByDescending(effect => Math.Abs(effect.Log))
        .Take(MaxEffects)
        .Select(effect => new Effect(effect.What!, Math.Exp(effect.Log)));
}
