namespace Spotter.Rules;

/// <summary>What must hold of a picture and its post. Its text, read again, is the same condition.</summary>
public abstract record RuleCondition
{
    /// <summary>The labels that it asks for, each once.</summary>
    public IReadOnlyList<string> Labels => [.. Atoms.OfType<LabelCondition>().Select(atom => atom.Label).Distinct()];

    /// <summary>Those of them that it gives no score: what the model recommends holds.</summary>
    public IReadOnlyList<string> FollowedLabels =>
        [.. Atoms.OfType<LabelCondition>().Where(atom => atom.Least is null).Select(atom => atom.Label).Distinct()];

    /// <summary>True where it asks for the words in a picture.</summary>
    public bool AsksForWords =>
        Atoms.Any(atom => atom is WordsCondition { Text: RuleText.Words } or PatternCondition { Text: RuleText.Words });

    /// <summary>
    /// What an alert of it is known by: its text without the scores that labels must reach, because changing those must not send an old
    /// alert again.
    /// </summary>
    public string Identity => Write(static atom => atom is LabelCondition { IsAtLeast: true } label ? label with { Least = null } : atom);

    /// <summary>Its parts that have no parts.</summary>
    internal abstract IEnumerable<RuleCondition> Atoms { get; }

    /// <summary>How tightly it holds its parts together: a looser part of a tighter one stands in brackets.</summary>
    internal virtual int Tightness => int.MaxValue;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The condition, without a channel.</param>
    /// <param name="names">The labels that there are; null for any.</param>
    /// <exception cref="RuleException">It cannot be read; the message points at the place.</exception>
    public static RuleCondition Parse(string text, RuleNames? names = null) => new RuleParser(text, names).ReadCondition();

    /// <summary>Whether it holds for a picture.</summary>
    public Judgement Judge(PictureFacts facts)
    {
        var outcomes = Weigh(facts);
        if (outcomes is not Outcomes.True)
            return outcomes is Outcomes.False
                ? Judgement.No
                : Judgement.Undecided(
                    needsWords: outcomes.HasFlag(Outcomes.True),
                    outcomes.HasFlag(Outcomes.Unknown) ? FindReason(facts) : null);

        var evidence = new Evidence();
        Explain(facts, evidence);
        return evidence.ToJudgement();
    }

    /// <summary>Whether it holds for a post: for one of its pictures.</summary>
    /// <param name="pictures">The pictures in their order.</param>
    public PostJudgement Judge(IReadOnlyList<PictureFacts> pictures)
    {
        var judged = pictures.Select((facts, index) => (Index: index, Judgement: Judge(facts))).ToList();
        var best = judged
            .Where(one => one.Judgement.Truth == Truth.True)
            .OrderByDescending(one => one.Judgement.Best?.Score ?? 0)
            .Select(one => ((int Index, Judgement Judgement)?)one)
            .FirstOrDefault();
        if (best is { } match)
            return new PostJudgement(match.Judgement, match.Index);

        var open = judged.Select(one => one.Judgement).Where(one => one.Truth == Truth.Unknown).ToList();
        var first = open.FirstOrDefault(one => one.NeedsWords) ?? open.FirstOrDefault() ?? Judgement.No;
        var reason = open.Select(one => one.Reason).FirstOrDefault(reason => reason is not null);
        return new PostJudgement(first with { Reason = reason }, Picture: null);
    }

    private string? FindReason(PictureFacts facts)
    {
        if (Atoms.OfType<PatternCondition>().FirstOrDefault(facts.GaveUp) is { } slow)
            return $"The expression {RuleWords.WriteText(slow.Pattern.Text)} took more than a quarter of a second, twice. Make it simpler.";

        return facts.Captions is { Prediction: null or { Label: null } } && Labels.Any(label => facts.FindScore(label) is null)
            ? "What the account's captions say is not known."
            : null;
    }

    /// <summary>As it is written.</summary>
    public sealed override string ToString() => Write(static atom => atom);

    internal abstract Outcomes Weigh(PictureFacts facts);

    /// <summary>Says what speaks for it, where it holds.</summary>
    internal abstract void Explain(PictureFacts facts, Evidence evidence);

    /// <param name="change">Takes each part that has no parts and says what is written in its place.</param>
    internal abstract string Write(Func<RuleCondition, RuleCondition> change);
}
