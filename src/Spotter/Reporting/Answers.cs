using System.Globalization;
using Spotter.Insights;
using Spotter.Reporting.Explaining;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting;

/// <summary>One sentence for each question, with its uncertainty. Where nothing can be told, it says so.</summary>
public static class Answers
{
    private const string NoLikes = "No post says how many likes it has.";
    private const string NoComments = "No post says how many comments it has.";

    /// <summary>Which posts these are.</summary>
    public static string Posts(Findings findings)
    {
        if (findings.All.Posts == 0)
            return "There is no post.";

        var accounts = findings.AccountCount == 1
            ? findings.Accounts[0].Account.ToString()
            : Wording.Count(findings.AccountCount, "account");
        var time = findings is { Oldest: { } oldest, Newest: { } newest }
            ? FormattableString.Invariant($", from {oldest:yyyy-MM-dd} to {newest:yyyy-MM-dd}")
            : "";
        return $"{Wording.Count(findings.All.Posts, "post")} of {accounts}{time}: {Wording.Show(findings.All.Likes)} likes and "
            + $"{Wording.Show(findings.All.Comments)} comments on the mean.";
    }

    /// <summary>What to know before the numbers are trusted.</summary>
    public static IEnumerable<string> Warnings(Findings findings)
    {
        var silent = findings.All.Posts - findings.All.Likes.Posts;
        if (silent > 0 && findings.All.Likes.Posts > 0)
            yield return $"{Wording.Count(silent, "post")} of {findings.All.Posts} do not say how many likes they have, and are left out "
                + "where likes are counted.";
        if (findings.Young > 0)
            yield return $"{Wording.Count(findings.Young, "post")} were found within a day after they were posted, and likes count as they "
                + "were then: most of theirs were still to come. A collection of the past has them all.";
        if (findings.Undated > 0)
            yield return $"{Wording.Count(findings.Undated, "post")} have no time of their own, and count at no hour and on no day.";
    }

    /// <summary>What do people like?</summary>
    public static string Likes(Findings findings, ModelFigures model) =>
        Best(findings.All.Likes, model, model.ByLikes, label => label.Figures.Likes, "likes", NoLikes);

    /// <summary>What do people talk about?</summary>
    public static string Comments(Findings findings, ModelFigures model) =>
        Best(findings.All.Comments, model, model.ByComments, label => label.Figures.Comments, "comments", NoComments);

    private static string KindOf(ModelFigures model) => model.IsOfCaptions ? "Posts of accounts whose captions suggest" : "Posts with";

    /// <summary>What do posts show?</summary>
    public static string Count(ModelFigures model) => model.ByCount is [var most, ..]
        ? $"Most {(model.IsOfCaptions ? "are of accounts whose captions suggest" : "show")} “{most.Label}”: {Wording.Percent(most.Share)} "
            + $"({Wording.Percent(most.ShareInterval.Low, most.ShareInterval.High)}), {most.Figures.Posts} of "
            + $"{Wording.Count(model.Posts, "post")}."
        : "No post has a label.";

    /// <summary>Do likes grow?</summary>
    public static string OverTime(Findings findings)
    {
        var known = findings.Periods.Where(period => period.Figures.Likes.Low is not null).ToList();
        if (known is not [var first, _, ..])
            return "There are too few dated posts with likes to tell whether they grow.";

        var last = known[^1];
        var said = $"{Wording.Show(first.Figures.Likes)} likes on the mean in {first.Name}, "
            + $"{Wording.Show(last.Figures.Likes)} in {last.Name}";
        return Differ(first.Figures.Likes, last.Figures.Likes) ? $"{said}." : $"{said}: that may be chance.";
    }

    /// <summary>When are posts liked?</summary>
    public static string Hours(Findings findings)
    {
        var told = findings.Hours.Where(hour => hour.Against is { IsSomething: true }).ToList();
        if (told.Count == 0)
            return "No hour of the week differs from what is usual by more than chance does.";

        var best = told.MaxBy(hour => hour.Against!.Times)!;
        return best.Against!.Times > 1
            ? $"{best.Weekday}s from {best.Hour} h are best: {Wording.Show(best.Against)} what is usual, of "
                + $"{Wording.Count(best.Figures.Posts, "post")}."
            : $"No hour is better than usual by more than chance; {told[0].Weekday}s from {told[0].Hour} h are worse: "
                + $"{Wording.Show(told[0].Against!)} what is usual.";
    }

    /// <summary>Does it matter how many there are of something?</summary>
    /// <param name="kinds">Posts by the number of it.</param>
    public static string Steps(IReadOnlyList<NamedFigures> kinds)
    {
        var known = kinds.Where(kind => kind.Figures.Likes.Low is not null).ToList();
        if (known.Count < 2)
            return "Posts do not differ enough in it to tell.";

        var best = known.MaxBy(kind => kind.Figures.Likes.Mean)!;
        var worst = known.MinBy(kind => kind.Figures.Likes.Mean)!;
        var said = $"Most likes go to posts with {best.Name}: {Wording.Show(best.Figures.Likes)}; fewest to those with {worst.Name}: "
            + Wording.Show(worst.Figures.Likes);
        return Differ(best.Figures.Likes, worst.Figures.Likes) ? $"{said}." : $"{said}. That may be chance.";
    }

    /// <summary>Does what posts show change?</summary>
    public static string Mix(LabelMix? mix)
    {
        if (mix is not { Labels: [var label, ..], Periods: [var first, _, ..] })
            return "There is too little time between the posts to tell.";

        var last = mix.Periods[^1];
        var said = $"“{label}” was {ShareOf(first)} in {first.Name}, and {ShareOf(last)} in {last.Name}.";
        return Differ(first.IntervalOf(0), last.IntervalOf(0)) ? said : $"{said} That may be chance.";
    }

    /// <summary>What do comments say?</summary>
    public static string Said(CommentFindings? said)
    {
        if (said is null)
            return "No comment's text was collected: most sources tell how many comments there are, and not what they say.";

        var word = said.Words is [var most, ..] ? $" The word in most of them: {most.Name}, {In(most)}." : "";
        var emoji = said.Emoji is [var sign, ..] ? $" The emoji in most: {sign.Name}, {In(sign)}." : "";
        return $"{Wording.Count(said.Comments, "comment")} of {Wording.Count(said.Posts, "post")} were read. Most are in "
            + $"{NameOf(said.Languages[0])}: {Wording.Percent(said.Languages[0].Share)}.{word}{emoji}";
    }

    /// <summary>What does a model of captions make of an account's comments?</summary>
    public static string Said(CommentLabel label)
    {
        var sample = $"{Wording.Count(label.Sample, "comment")} of {Wording.Show(label.Of)}";
        return label is { Label: { } best, Score: { } score }
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{label.Account}: to {label.Model}, its comments look like captions of “{best}” ({score:0.00}), by {sample}, newest "
                    + $"first.")
            : $"{label.Account}: its comments say nothing to {label.Model}, by {sample}.";
    }

    private static string In(SaidFigures one) => $"in {one.Comments} ({Wording.Percent(one.Share)})";

    private static string NameOf(SaidFigures language) =>
        language.Name == Languages.Wordless ? "no language (emoji and signs alone)" : language.Name;

    /// <summary>What explains the likes of an account?</summary>
    public static string Explained(Explanation explanation)
    {
        if (explanation is not { Together: { } together })
            return explanation.TooFew ?? "";
        if (!together.IsSomething)
            return $"Labels, words, time and caption explain {Wording.Show(together)} of the differences in likes.";

        var parts = explanation.Parts.Where(part => part.Share is { IsSomething: true }).OrderByDescending(part => part.Share!.R2).ToList();
        var alone = parts is [var best, ..] ? $" The most by itself: {best.Part}, {Wording.Show(best.Share!)}." : "";
        return $"All that is known of a post explains {Wording.Show(together)} of the differences in likes.{alone}";
    }

    private static string Best(
        Estimate all, ModelFigures model, IReadOnlyList<LabelFigures> labels, Func<LabelFigures, Estimate> of, string what, string nothing)
    {
        if (all.Posts == 0)
            return nothing;
        if (labels is not [var best, ..])
            return $"No post that says how many {what} it has was judged by a model.";

        var said = $"{KindOf(model)} “{best.Label}” get the most {what}: {Wording.Show(of(best))} on the mean of "
            + $"{Wording.Count(of(best).Posts, "post")}, where all posts get {Wording.Show(all)}";
        return what == "likes" && best.Against is { IsSomething: true, Times: > 1 } lift
            ? $"{said}. That is {Wording.Show(lift)} what is usual for their accounts."
            : Differ(Widen(of(best), model.LabelCount), all) ? $"{said}." : $"{said}. That may be chance.";
    }

    // Means whose intervals do not meet differ.
    private static bool Differ(Estimate a, Estimate b) => a.Low > b.High || a.High < b.Low;

    private static bool Differ(Interval a, Interval b) => a.Low > b.High || a.High < b.Low;

    // The best of many is best partly by luck: an interval that has each of them inside at once (C. E. Bonferroni).
    private static Estimate Widen(Estimate one, int kinds)
    {
        if (one is not { Low: { } low, High: { } high } || kinds < 2)
            return one;

        var times = StudentT.Reach(one.Posts - 1, 1 - (0.05 / kinds)) / StudentT.Reach(one.Posts - 1);
        return one with { Low = one.Mean - (times * (one.Mean - low)), High = one.Mean + (times * (high - one.Mean)) };
    }

    private static string ShareOf(MixPeriod period) => $"{Wording.Percent(period.ShareOf(0))} "
        + $"({Wording.Percent(period.IntervalOf(0).Low, period.IntervalOf(0).High)}) of {Wording.Count(period.Counts.Sum(), "label")}";
}
