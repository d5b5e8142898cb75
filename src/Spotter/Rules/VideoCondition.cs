namespace Spotter.Rules;

/// <summary>The post is a video.</summary>
public sealed record VideoCondition : AtomCondition
{
    internal override Outcomes Weigh(PictureFacts facts) => Kleene.Of(facts.Post.IsVideo);

    internal override void Explain(PictureFacts facts, Evidence evidence) => evidence.Add(RuleWords.Video);

    internal override string Write() => RuleWords.Video;
}
