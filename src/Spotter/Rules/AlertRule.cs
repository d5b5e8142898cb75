using System.Text.Json.Serialization;

namespace Spotter.Rules;

/// <summary>What is worth an alert, and who is told. It is kept and shown as its text.</summary>
/// <param name="Condition">What must hold of a picture and its post.</param>
/// <param name="Channel">The name of a channel in the settings, for example <c>slack</c> or <c>console</c>.</param>
[JsonConverter(typeof(AlertRuleJsonConverter))]
public sealed record AlertRule(RuleCondition Condition, string Channel)
{
    /// <summary>A rule on one label.</summary>
    /// <param name="label">A label of the watch's model.</param>
    /// <param name="leastScore">Alerts from this score on, 0 to 1; null for what the model recommends when it judges.</param>
    /// <param name="channel">The name of a channel.</param>
    public AlertRule(string label, double? leastScore, string channel)
        : this(new LabelCondition(label, Comparison.AtLeast, (decimal?)leastScore), channel)
    {
    }

    /// <summary>The label, where the rule asks for nothing else than that it is likely enough; null otherwise.</summary>
    public string? Label => Condition is LabelCondition { IsAtLeast: true } label ? label.Label : null;

    /// <summary>Reads <c>condition [-> channel]</c>, or <c>label[:least score[:channel]]</c> as rules were written once.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="names">The labels and channels that there are.</param>
    /// <param name="defaultChannel">The channel of a rule that names none.</param>
    /// <exception cref="RuleException">It cannot be read; the message points at the place.</exception>
    public static AlertRule Parse(string text, RuleNames names, string defaultChannel)
    {
        var (condition, channel) = OldRule.TryRead(text, names) ?? new RuleParser(text, names).ReadRule();
        return new AlertRule(condition, channel ?? defaultChannel);
    }

    /// <summary>Reads a rule as it is kept, whatever labels and channels there are today.</summary>
    /// <exception cref="RuleException">It cannot be read.</exception>
    public static AlertRule ParseKept(string text)
    {
        var (condition, channel) = new RuleParser(text, names: null).ReadRule();
        return new AlertRule(condition, channel ?? throw new RuleException("The rule names no channel.", text, text.Length));
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => $"{Condition} {RuleWords.Channel} {RuleWords.WriteChannel(Channel)}";
}
