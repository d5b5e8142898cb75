namespace Spotter.Rules;

/// <summary>The words of the language, and how names and texts are written in it.</summary>
internal static class RuleWords
{
    public const string Or = "or";
    public const string And = "and";
    public const string Not = "not";
    public const string Has = "has";
    public const string Video = "video";
    public const string Channel = "->";

    /// <summary>As many digits as a number has, and none that say nothing.</summary>
    public const string NumberFormat = "0.############################";

    private static readonly HashSet<string> Joints = new(StringComparer.OrdinalIgnoreCase) { Or, And, Not };

    private static readonly HashSet<string> All = new(
        [.. Joints, Has, Video, .. Names<RuleText>(), .. Names<RuleNumber>(), .. Names<RuleName>()], StringComparer.OrdinalIgnoreCase);

    public static bool IsWord(string text) => All.Contains(text);

    public static bool IsJoint(string text) => Joints.Contains(text);

    public static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';

    public static string Of<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();

    /// <summary>A label, in quotes where it would be read as something else.</summary>
    public static string WriteLabel(string label) => label.Length > 0 && label.All(IsPlain) && !IsWord(label) ? label : Quote(label);

    /// <summary>A text, in quotes where it would be read as something else.</summary>
    public static string WriteText(string text) => text.Length > 0 && text.All(IsPlain) && !IsJoint(text) ? text : Quote(text);

    /// <summary>A channel, in quotes where it would be read as something else.</summary>
    public static string WriteChannel(string channel) =>
        channel.Length > 0 && channel.All(c => IsPlain(c) || c is ':' or '.') ? channel : Quote(channel);

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string> Names<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Of);
}
