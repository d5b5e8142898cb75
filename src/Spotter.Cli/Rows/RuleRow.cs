using System.Globalization;
using Spotter.Models;
using Spotter.Rules;

namespace Spotter.Cli.Rows;

/// <summary>A rule, with the least scores that hold for it today.</summary>
/// <param name="Rule">As it is written.</param>
/// <param name="Label">The label of a rule that asks for one label alone; null for any other.</param>
/// <param name="LeastScore">
/// That label's least score, from 0 to 1; null where it is the model's and the model cannot be read, and for any other rule.
/// </param>
/// <param name="LeastScoreFrom">
/// <c>rule</c> where a person gave it, <c>model</c> where the model recommends it, <c>default</c> where it recommends none; null for any
/// other rule.
/// </param>
/// <param name="Channel">Who is told.</param>
/// <param name="Recommended">
/// The least scores of the labels that the rule gives none, as the model has them today; empty where it cannot be read.
/// </param>
internal sealed record RuleRow(
    string Rule,
    string? Label,
    double? LeastScore,
    string? LeastScoreFrom,
    string Channel,
    IReadOnlyDictionary<string, double> Recommended)
{
    /// <param name="rule">The rule.</param>
    /// <param name="model">What its watch's model says; null where that cannot be read.</param>
    public static RuleRow Of(AlertRule rule, ModelDescription? model)
    {
        var recommended = model is null
            ? []
            : rule.Condition.FollowedLabels.ToDictionary(label => label, model.LeastScoreOf, StringComparer.Ordinal);
        if (rule.Condition is not LabelCondition { Label: var label } || rule.Label is null)
            return new RuleRow(rule.ToString(), null, null, null, rule.Channel, recommended);

        if (rule.Condition is LabelCondition { Least: { } given })
            return new RuleRow(rule.ToString(), label, (double)given, "rule", rule.Channel, recommended);

        var from = model is null || model.LeastScores.ContainsKey(label) ? "model" : "default";
        return new RuleRow(rule.ToString(), label, model?.LeastScoreOf(label), from, rule.Channel, recommended);
    }

    /// <summary>For a person.</summary>
    public string Describe() => Recommended.Count == 0
        ? Rule
        : $"{Rule} ({string.Join(", ", Recommended.Select(one => $"{one.Key} from {Show(one.Value)}"))}, {Whose})";

    private string Whose => LeastScoreFrom == "default" ? "the default" : "the model's";

    private static string Show(double score) => score.ToString("0.##", CultureInfo.InvariantCulture);
}
