namespace Spotter.Rules;

/// <summary>The names that a rule may use.</summary>
/// <param name="Model">The name of the model whose labels these are.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Channels">The channels; null for any.</param>
public sealed record RuleNames(string Model, IReadOnlyList<string> Labels, IReadOnlyList<string>? Channels = null)
{
    /// <summary>Those of <see cref="Labels"/> that two models of one account have: nobody could say which one is meant.</summary>
    public IReadOnlyCollection<string> Ambiguous { get; init; } = [];

    /// <summary>Says that there is no such label, and which are near, or that it means two things; null where there is one.</summary>
    public string? FindLabelError(string label) => Ambiguous.Contains(label)
        ? $"{Model} both have a label '{label}', so that it could mean either. Ask for another label, or train one with other names."
        : Labels.Contains(label) ? null : $"The model {Model} has no label '{label}'. {NearNames.Suggest(label, Labels)}";

    /// <summary>Says that there is no such channel, and which are near; null where there is.</summary>
    public string? FindChannelError(string channel) =>
        Channels is null || Channels.Contains(channel, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"There is no channel '{channel}'. {NearNames.Suggest(channel, Channels, "There are")} Channels are settings: see "
                + "docs/settings.md.";
}
