using Spotter.Rules;

namespace Spotter.Tests.Rules;

/// <summary>What is wrong with a rule is said with a caret below the place.</summary>
public sealed class RuleMistakeTests
{
    private static readonly RuleNames Names = new("lunch-model", ["specials-board", "soup", "cake"], ["lunch", "console"]);

    /// <summary>Each rule with a caret below the place, and what is said.</summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "", "^", "The rule is empty" },
        { "  ", "  ^", "The rule is empty" },
        { "soup and", "        ^", "ends too early. What can follow: a label, words, caption" },
        { "soup adn cake", "     ^", "'adn' cannot stand here. What can: and, or, ->, or the end." },
        { "soup cake", "     ^", "'cake' cannot stand here" },
        { "soup)", "    ^", "')' cannot stand here. What can: and, or, ->, or the end." },
        { "(soup or cake", "             ^", "ends too early. What can follow: and, or, or )." },
        { "soup or or cake", "        ^", "'or' cannot stand here. What can: a label" },
        { "has soup", "^", "'has' cannot stand here. What can: a label" },
        { "bord >= 0.5", "^", "The model lunch-model has no label 'bord'" },
        { "soup or cakes", "        ^", "has no label 'cakes'. Did you mean: cake?" },
        { "soup or board", "        ^", "Did you mean: specials-board?" },
        { "soup or xyz", "        ^", "It has: specials-board, soup, cake." },
        { "soup >= 90", "        ^", "a number from 0 to 1, and this is '90'" },
        { "soup >= 95%", "        ^", "a number from 0 to 1, and this is '95%'" },
        { "soup >= 1e-3", "        ^", "and this is '1e-3'" },
        { "soup >=", "       ^", "What can follow: a number from 0 to 1" },
        { "soup = 0.5", "     ^", "'=' cannot stand here. What can: >=, >, < or <=." },
        { "soup >= 0.5 lunch", "            ^", "'lunch' cannot stand here" },
        { "words soup", "      ^", "'soup' cannot stand here. What can: has or ~." },
        { "words has", "         ^", "What can follow: a word, or a text in quotes" },
        { "words has and soup", "          ^", "'and' cannot stand here. What can: a word" },
        { "words has \"clam", "          ^", "These quotes are not closed" },
        { "words has \"\"", "          ^", "There is nothing between these quotes" },
        { "words has \"clam||soup\"", "           ^", "words of letters and digits, and for one on each side of a |" },
        { "words has \"🍲\"", "           ^", "words of letters and digits" },
        { "likes 5", "      ^", "What can: >=, >, <, <= or =." },
        { "likes >= many", "         ^", "'many' cannot stand here. What can: a number." },
        { "account dave", "        ^", "'dave' cannot stand here. What can: =." },
        { "soup ->", "       ^", "What can follow: the name of a channel" },
        { "soup -> lnch", "        ^", "There is no channel 'lnch'. Did you mean: lunch?" },
        { "soup -> dinner", "        ^", "There is no channel 'dinner'. There are: lunch, console." },
        { "soup -> lunch console", "              ^", "'console' cannot stand here. What can: the end." },
        { "soup:2", "     ^", "The least score is '2' and must be a number from 0 to 1" },
        { "soup:0.5:dinner", "         ^", "There is no channel 'dinner'" },
        { "bord:0.5", "^", "has no label 'bord'" },
        { "words ~ \"a(b\"", "            ^", "The regular expression is wrong here: Not enough )'s" },
        { "words ~ \"a\\\\d[b\"", "               ^", "The regular expression is wrong here" },
        { "words ~ \"ab(?=c)\"", "           ^", "looks neither ahead nor back" },
        { "words ~ \"\\\\\\\\(a)\\\\1\"", "                ^", "refers to nothing it found" },
        { "words ~ \"(?>a)\"", "         ^", "may take for ever" },
        { "words ~ \"(a{1000}){1000}\"", "         ^", "too large: let it repeat less" },
        { "soup\nor\tcakes", "        ^", "has no label 'cakes'" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_pointed_at(string rule, string caret, string said)
    {
        var error = Assert.Throws<RuleException>(() => AlertRule.Parse(rule, Names, "console"));

        var lines = error.Message.Split('\n');
        Assert.Contains(said, lines[0]);
        Assert.Equal(["    " + rule.Replace('\n', ' ').Replace('\t', ' '), "    " + caret], lines[1..]);
    }

    [Fact]
    public void A_condition_has_no_channel()
    {
        var error = Assert.Throws<RuleException>(() => RuleCondition.Parse("soup -> lunch"));

        Assert.Equal("'->' cannot stand here. What can: and, or, or the end.", error.Problem);
    }

    [Fact]
    public void Of_a_long_rule_the_part_around_the_place_is_shown()
    {
        var rule = string.Join(" or ", Enumerable.Repeat("soup", 20)) + " or cakes or " + string.Join(
            " or ", Enumerable.Repeat("soup", 20));

        var lines = Assert.Throws<RuleException>(() => AlertRule.Parse(rule, Names, "console")).Message.Split('\n');

        Assert.All(lines[1..], line => Assert.True(line.Length <= 80, line));
        Assert.StartsWith("    …", lines[1]);
        Assert.EndsWith("…", lines[1]);
        Assert.Equal("cakes", lines[1].Substring(lines[2].IndexOf('^'), 5));
    }

    [Fact]
    public void Too_much_is_refused_where_it_begins()
    {
        var atoms = string.Join(" and ", Enumerable.Repeat("a", 51));
        var nots = string.Concat(Enumerable.Repeat("not ", 51)) + "a";

        Assert.Equal(atoms.Length - 1, Assert.Throws<RuleException>(() => RuleCondition.Parse(atoms)).At);
        Assert.Equal(4 * 50, Assert.Throws<RuleException>(() => RuleCondition.Parse(nots)).At);
        Assert.Contains("at most 2,000 characters", Assert.Throws<RuleException>(() => RuleCondition.Parse(new string('a', 2001))).Message);
        Assert.Throws<RuleException>(() => RuleCondition.Parse(new string('(', 2000)));
    }
}
