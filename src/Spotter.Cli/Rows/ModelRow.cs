using Spotter.Models;

namespace Spotter.Cli.Rows;

/// <summary>A model in a list.</summary>
/// <param name="State"><c>here</c>, <c>broken</c> or <c>ready to add</c>.</param>
/// <param name="Labels">How many labels it tells apart; 0 for what is no classifier.</param>
/// <param name="Accuracy">As its description says; null where nobody measured.</param>
/// <param name="Bytes">How long its file is.</param>
/// <param name="Summary">What it is, or what is wrong with it.</param>
/// <param name="Folder">The full path of its folder; null where it is not here.</param>
internal sealed record ModelRow(string Name, string State, int Labels, double? Accuracy, long Bytes, string Summary, string? Folder)
{
    /// <summary>What it is for.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>Its versions, the oldest first; none where there is only the first.</summary>
    public IReadOnlyList<VersionRow> Versions { get; init; } = [];

    /// <summary>The version that the watches use; null where there is only one.</summary>
    public string? InUse { get; init; }
}
