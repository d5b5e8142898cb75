namespace Spotter.Rules;

/// <summary>Puts brackets where a condition would otherwise be read as another.</summary>
internal static class Brackets
{
    public static string Around(RuleCondition part, int tightness, Func<RuleCondition, RuleCondition> change) =>
        part.Tightness < tightness ? $"({part.Write(change)})" : part.Write(change);
}
