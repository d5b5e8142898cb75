using FsCheck;
using FsCheck.Fluent;
using Spotter.Rules;

namespace Spotter.Tests.Rules;

/// <summary>What a rule's text means, and how it is written back.</summary>
public sealed class RuleReadingTests
{
    private static readonly LabelCondition A = new("a");
    private static readonly LabelCondition B = new("b");
    private static readonly LabelCondition C = new("c");

    [Fact]
    public void A_rule_that_was_written_and_is_read_again_is_the_same_rule() => Prop.ForAll(
        RuleTexts.Rules,
        rule => Assert.Equal(rule, AlertRule.ParseKept(AlertRule.ParseKept(rule.ToString()).ToString()))).QuickCheckThrowOnFailure();

    [Fact]
    public void Or_holds_more_loosely_than_and_and_that_more_loosely_than_not()
    {
        Assert.Equal(new EitherCondition(A, new BothCondition(B, C)), RuleCondition.Parse("a or b and c"));
        Assert.Equal(new EitherCondition(new BothCondition(A, B), C), RuleCondition.Parse("a and b or c"));
        Assert.Equal(new BothCondition(new NotCondition(A), B), RuleCondition.Parse("not a and b"));
        Assert.Equal(new BothCondition(A, new EitherCondition(B, C)), RuleCondition.Parse("a and (b or c)"));
        Assert.Equal(new NotCondition(new NotCondition(A)), RuleCondition.Parse("not not a"));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("  a  >=0.90 ", "a >= 0.9")]
    [InlineData("a>.5", "a > 0.5")]
    [InlineData("((a))and(b)", "a and b")]
    [InlineData("A OR b AND NOT c", "A or b and not c")]
    [InlineData("(a or b) and not (c and a)", "(a or b) and not (c and a)")]
    [InlineData("a and (b and c)", "a and (b and c)")]
    [InlineData("\"soup: today\" or caption has soup", "\"soup: today\" or caption has soup")]
    [InlineData("\"a\"", "a")]
    [InlineData("\"Video\" or video", "\"Video\" or video")]
    [InlineData("words has \"clam chowder|bisque\"", "words has \"clam chowder|bisque\"")]
    [InlineData("words has clam|bisque", "words has \"clam|bisque\"")]
    [InlineData("words ~ ^soup", "words ~ \"^soup\"")]
    [InlineData("words ~ \"\\\\$ ?[0-4]\\\\.\"", "words ~ \"\\\\$ ?[0-4]\\\\.\"")]
    [InlineData("words ~ \"\\d\"", "words ~ \"\\\\d\"")]
    [InlineData("likes>=10 or comments < 3 or pictures = 2", "likes >= 10 or comments < 3 or pictures = 2")]
    [InlineData("account = instagram:dave and source = folder", "account = \"instagram:dave\" and source = folder")]
    [InlineData("a\nand\tb", "a and b")]
    [InlineData("crème-brûlée_2", "crème-brûlée_2")]
    public void A_condition_is_written_back_in_one_way(string text, string written) =>
        Assert.Equal(written, RuleCondition.Parse(text).ToString());

    [Theory]
    [InlineData("a->lunch", "a -> lunch")]
    [InlineData("a -> \"my channel\"", "a -> \"my channel\"")]
    [InlineData("words has soup->lunch", "words has soup -> lunch")]
    public void A_channel_stands_behind_an_arrow(string text, string written) =>
        Assert.Equal(written, AlertRule.ParseKept(text).ToString());

    [Theory]
    [InlineData("soup", "soup -> usual")]
    [InlineData("soup:0.5", "soup >= 0.5 -> usual")]
    [InlineData("soup:0.5:lunch", "soup >= 0.5 -> lunch")]
    [InlineData("soup::lunch", "soup -> lunch")]
    [InlineData("soup: today", "\"soup: today\" -> usual")]
    [InlineData("soup: today:0.5:a:b", "\"soup: today\" >= 0.5 -> a:b")]
    [InlineData("soup >= 0.5 -> lunch", "soup >= 0.5 -> lunch")]
    [InlineData("hot dog", "\"hot dog\" -> usual")]
    public void The_old_form_is_read_and_written_back_in_the_new_one(string text, string written)
    {
        var names = new RuleNames("soups", ["soup", "soup: today", "hot dog"], ["lunch", "usual", "a:b"]);

        Assert.Equal(written, AlertRule.Parse(text, names, "usual").ToString());
    }

    [Fact]
    public void As_much_as_is_allowed_is_read()
    {
        var atoms = string.Join(" and ", Enumerable.Repeat("a", 50));
        var nested = new string('(', 50) + "a" + new string(')', 50);

        Assert.Equal(atoms, RuleCondition.Parse(atoms).ToString());
        Assert.Equal("a", RuleCondition.Parse(nested).ToString());
    }
}
