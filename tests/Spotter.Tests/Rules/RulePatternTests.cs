using System.Text.RegularExpressions;
using Spotter.Rules;

namespace Spotter.Tests.Rules;

/// <summary>Regular expressions that would take for ever elsewhere.</summary>
public sealed class RulePatternTests
{
    private static readonly string[] Text = [new string('a', 15_000) + "!"];

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(a|a?)+b")]
    [InlineData("(.*a){25}b")]
    [InlineData("a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaab")]
    [InlineData("(x+x+)+y")]
    public void An_expression_that_explodes_is_answered_or_given_up(string pattern)
    {
        Assert.NotEqual(true, RulePattern.Parse(pattern).IsIn(Text));
        Assert.Empty(RulePattern.Parse(pattern).Find(Text));
    }

    [Theory]
    [InlineData("((((a{1,100}){1,100}){1,100}){1,100}){1,100}b")]
    [InlineData("(((a{1000}){1000}){1000})b")]
    public void An_expression_that_is_huge_is_refused_or_given_up(string pattern)
    {
        try
        {
            Assert.NotEqual(true, RulePattern.Parse(pattern).IsIn(Text));
        }
        catch (PatternException)
        {
            // Refused.
        }
    }

    [Fact]
    public void A_pause_of_the_process_decides_nothing()
    {
        var looks = 0;

        Assert.True(RulePattern.TryTwice(() => looks++ == 0 ? throw new RegexMatchTimeoutException() : true));
        Assert.Equal(2, looks);
    }

    [Fact]
    public void What_runs_out_of_time_twice_is_given_up()
    {
        var looks = 0;

        Assert.Null(RulePattern.TryTwice(() => looks++ < 9 ? throw new RegexMatchTimeoutException() : true));
        Assert.Equal(2, looks);
    }

    [Fact]
    public void The_lines_that_match_are_found_up_to_a_bound()
    {
        var lines = Enumerable.Range(0, 100).Select(number => number % 2 == 0 ? "Soup" : "cake").ToList();

        Assert.Equal(Enumerable.Range(0, 20).Select(number => number * 2), RulePattern.Parse("^soup$").Find(lines));
        Assert.Equal([3], RulePattern.Parse("B").Find(["a", "a", "a", "b\nc", "c"]));
    }
}
