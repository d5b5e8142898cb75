using Spotter.Accounts;
using Spotter.Models;
using Spotter.Reading;
using Spotter.Rules;
using Spotter.Sources;

namespace Spotter.Tests.Rules;

/// <summary>When a condition holds. The picture scores 0.9 as a board and 0.1 as anything else; the model recommends 0.8.</summary>
public sealed class JudgementTests
{
    private static readonly string[] Board = ["Today's specials", "Clam chowder $5.99", "Lobster", "bisque"];

    [Theory]
    [InlineData("board", Truth.True)]
    [InlineData("board >= 0.9", Truth.True)]
    [InlineData("board > 0.9", Truth.False)]
    [InlineData("board < 0.95", Truth.True)]
    [InlineData("board <= 0.9", Truth.True)]
    [InlineData("other", Truth.False)]
    [InlineData("not other", Truth.True)]
    [InlineData("cake", Truth.Unknown)]
    [InlineData("not cake", Truth.Unknown)]
    [InlineData("cake or board", Truth.True)]
    [InlineData("cake and other", Truth.False)]
    [InlineData("cake and board", Truth.Unknown)]
    [InlineData("words has \"clam chowder|cake\"", Truth.True)]
    [InlineData("words has cake", Truth.False)]
    [InlineData("not words has cake", Truth.True)]
    [InlineData("words has \"lobster bisque\"", Truth.True)]
    [InlineData("words ~ \"\\$ ?[0-5]\\.\"", Truth.True)]
    [InlineData("words ~ \"^clam\"", Truth.True)]
    [InlineData("words ~ \"special$\"", Truth.False)]
    [InlineData("caption has soup", Truth.True)]
    [InlineData("caption has \"sold out\"", Truth.True)]
    [InlineData("caption has sou", Truth.False)]
    [InlineData("caption ~ \"^sold\"", Truth.True)]
    [InlineData("likes >= 120", Truth.True)]
    [InlineData("likes < 120", Truth.False)]
    [InlineData("likes = 120", Truth.True)]
    [InlineData("comments > 3", Truth.Unknown)]
    [InlineData("pictures > 1", Truth.True)]
    [InlineData("video", Truth.False)]
    [InlineData("account = DavesFreshPasta", Truth.True)]
    [InlineData("account = instagram:davesfreshpasta", Truth.True)]
    [InlineData("account = dave", Truth.False)]
    [InlineData("source = instagram", Truth.True)]
    public void A_condition_holds_does_not_or_cannot_be_told(string condition, Truth truth) =>
        Assert.Equal(truth, RuleCondition.Parse(condition).Judge(Facts(Board)).Truth);

    [Theory]
    [InlineData("words has soup", Truth.Unknown, true)]
    [InlineData("not words has soup", Truth.Unknown, true)]
    [InlineData("words ~ soup", Truth.Unknown, true)]
    [InlineData("board and words has soup", Truth.Unknown, true)]
    [InlineData("other and words has soup", Truth.False, false)]
    [InlineData("board or words has soup", Truth.True, false)]
    [InlineData("other or words has soup", Truth.Unknown, true)]
    [InlineData("cake and words has soup", Truth.Unknown, false)]
    [InlineData("cake or words has soup", Truth.Unknown, true)]
    [InlineData("cake", Truth.Unknown, false)]
    public void Words_are_needed_where_they_may_make_it_hold(string condition, Truth truth, bool needsWords)
    {
        var judgement = RuleCondition.Parse(condition).Judge(Facts(null));

        Assert.Equal((truth, needsWords), (judgement.Truth, judgement.NeedsWords));
    }

    [Fact]
    public void A_picture_without_words_was_read()
    {
        var judgement = RuleCondition.Parse("not words has soup").Judge(Facts([]));

        Assert.Equal((Truth.True, false), (judgement.Truth, judgement.NeedsWords));
    }

    [Theory]
    [InlineData("cake", Truth.True)]
    [InlineData("board", Truth.False)]
    [InlineData("anything", Truth.False)]
    public void A_persons_label_counts_as_1_and_all_others_as_0(string condition, Truth truth)
    {
        var facts = Facts(null, isLabelled: true, new LabelScore("cake", 1), new LabelScore("board", 0));

        Assert.Equal(truth, RuleCondition.Parse(condition).Judge(facts).Truth);
    }

    [Fact]
    public void What_speaks_for_it_is_said_and_nothing_else()
    {
        var condition = RuleCondition.Parse(
            "board and words has \"clam chowder|bisque\" and not words has cake and caption has soup or other and words has specials");

        var judgement = condition.Judge(Facts(Board));

        Assert.Equal([new LabelScore("board", 0.9f)], judgement.Scores);
        Assert.Equal(["Clam chowder $5.99", "bisque"], judgement.Lines.Select(line => line.Text));
        Assert.Equal(["caption: The soup of the day"], judgement.Others);
    }

    [Fact]
    public void A_phrase_that_runs_over_a_lines_end_speaks_from_both_lines()
    {
        var judgement = RuleCondition.Parse("words has \"lobster bisque\" or words ~ \"clam\\s\"").Judge(Facts(Board));

        Assert.Equal(["Clam chowder $5.99", "Lobster", "bisque"], judgement.Lines.Select(line => line.Text));
    }

    [Fact]
    public void Of_the_pictures_that_match_the_best_one_is_shown()
    {
        var post = RuleCondition.Parse("board and words has soup").Judge(
        [
            Facts(["soup"], false, new LabelScore("board", 0.85f)),
            Facts(["cake"], false, new LabelScore("board", 0.99f)),
            Facts(["soup"], false, new LabelScore("board", 0.95f)),
            Facts(null, false, new LabelScore("board", 0.99f)),
        ]);

        Assert.Equal((Truth.True, 2, false), (post.Truth, post.Picture, post.NeedsWords));
    }

    [Fact]
    public void All_must_hold_of_the_same_picture()
    {
        var post = RuleCondition.Parse("board and words has soup").Judge(
            [Facts(["soup"], false, new LabelScore("board", 0.1f)), Facts(["cake"], false, new LabelScore("board", 0.9f))]);

        Assert.Equal((Truth.False, null), (post.Truth, post.Picture));
    }

    [Fact]
    public void A_post_needs_words_where_one_of_its_pictures_does()
    {
        var post = RuleCondition.Parse("board and words has soup").Judge(
            [Facts(["cake"], false, new LabelScore("board", 0.9f)), Facts(null, false, new LabelScore("board", 0.9f))]);

        Assert.Equal((Truth.Unknown, true), (post.Truth, post.NeedsWords));
    }

    [Theory]
    [InlineData("words ~ slow", true)]
    [InlineData("board and words ~ slow", true)]
    [InlineData("not words ~ slow", true)]
    [InlineData("cake or words ~ slow", true)]
    [InlineData("other and words ~ slow", false)]
    [InlineData("board or words ~ slow", false)]
    [InlineData("cake", false)]
    public void Where_an_expression_ran_out_of_time_and_that_leaves_it_open_the_reason_says_so(string condition, bool isTold)
    {
        var facts = Facts(Board, false, (_, _) => null, new LabelScore("board", 0.9f), new LabelScore("other", 0.1f));

        var judged = RuleCondition.Parse(condition).Judge([Facts(null, false, new LabelScore("board", 0.1f)), facts]).Judgement;

        Assert.Equal(
            isTold ? "The expression slow took more than a quarter of a second, twice. Make it simpler." : null, judged.Reason);
    }

    private static PictureFacts Facts(string[]? words) =>
        Facts(words, isLabelled: false, new LabelScore("board", 0.9f), new LabelScore("other", 0.1f));

    private static PictureFacts Facts(string[]? words, bool isLabelled, params LabelScore[] scores) =>
        Facts(words, isLabelled, static (pattern, lines) => pattern.IsIn(lines), scores);

    private static PictureFacts Facts(
        string[]? words, bool isLabelled, Func<RulePattern, IReadOnlyList<string>, bool?> look, params LabelScore[] scores) => new()
    {
        Look = look,
        Account = AccountId.Parse("instagram:davesfreshpasta"),
        Post = new Post
        {
            Id = "1",
            PostedAt = DateTimeOffset.UnixEpoch,
            Caption = "The soup of the day\nSold  OUT!",
            Likes = 120,
            IsVideo = false,
            Pictures = [new PostPicture("a"), new PostPicture("b")],
        },
        Scores = scores,
        IsLabelled = isLabelled,
        Words = words is null ? null : new PictureWords("test", [.. words.Select(text => new WordLine(text, 0.9f, []))]),
        LeastScoreOf = _ => 0.8,
    };
}
