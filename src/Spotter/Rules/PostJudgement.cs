namespace Spotter.Rules;

/// <summary>Whether a condition holds for a post.</summary>
/// <param name="Judgement">
/// That of the picture for which it holds, the best one where there are several; otherwise what keeps it open, or that it does not hold.
/// </param>
/// <param name="Picture">Which of the post's pictures that is, counted from 0; null where it holds for none.</param>
public sealed record PostJudgement(Judgement Judgement, int? Picture)
{
    /// <summary>Whether it holds for one of the pictures.</summary>
    public Truth Truth => Judgement.Truth;

    /// <summary>True where it holds for none of the pictures yet and may once their words are read.</summary>
    public bool NeedsWords => Judgement.NeedsWords;
}
