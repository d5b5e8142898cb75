using System.Globalization;
using Spotter.Models;
using Spotter.Rules;

namespace Spotter.Cli.Rows;

/// <summary>A rule, with the least score that holds for it today.</summary>
/// <param name="Label">A label of the model.</param>
/// <param name="LeastScore">The least score, from 0 to 1; null where it is the model's and the model cannot be read.</param>
/// <param name="LeastScoreFrom">
/// <c>rule</c> where a person gave it, <c>model</c> where the model recommends it, <c>default</c> where it recommends none.
/// </param>
/// <param name="Channel">Who is told.</param>
internal sealed record RuleRow(string Label, double? LeastScore, string LeastScoreFrom, string Channel)
{
    /// <param name="rule">The rule.</param>
    /// <param name="model">What its watch's model says; null where that cannot be read.</param>
    public static RuleRow Of(AlertRule rule, ModelDescription? model)
    {
        if (rule.LeastScore is { } given)
            return new RuleRow(rule.Label, given, "rule", rule.Channel);

        var from = model is null || model.LeastScores.ContainsKey(rule.Label) ? "model" : "default";
        return new RuleRow(rule.Label, model?.LeastScoreOf(rule.Label), from, rule.Channel);
    }

    /// <summary>For a person.</summary>
    public string Describe() => $"{Label} from {DescribeLeastScore()} to {Channel}";

    private string DescribeLeastScore()
    {
        if (LeastScore is not { } score)
            return "the model's least score";

        var number = score.ToString("0.##", CultureInfo.InvariantCulture);
        return LeastScoreFrom switch { "model" => $"{number} (the model's)", "default" => $"{number} (the default)", _ => number };
    }
}
