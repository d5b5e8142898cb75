using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Rules;

namespace Spotter.Cli.Tests.Rows;

public sealed class RuleRowTests
{
    private static readonly ModelDescription Model = new()
    {
        Name = "lunch",
        Labels = ["soup", "cake"],
        LeastScores = new Dictionary<string, double> { ["soup"] = 0.81 },
    };

    [Theory]
    [InlineData("soup", 0.3, 0.3, "rule", "soup >= 0.3 -> lunch")]
    [InlineData("soup", null, 0.81, "model", "soup -> lunch (soup from 0.81, the model's)")]
    [InlineData("cake", null, 0.5, "default", "cake -> lunch (cake from 0.5, the default)")]
    public void A_rule_says_what_its_least_score_is_and_whose(string label, double? given, double? least, string from, string described)
    {
        var row = RuleRow.Of(new AlertRule(label, given, "lunch"), Model);

        Assert.Equal((least, from, described), (row.LeastScore, row.LeastScoreFrom, row.Describe()));
    }
}
