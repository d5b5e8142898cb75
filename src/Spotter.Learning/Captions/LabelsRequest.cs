namespace Spotter.Learning.Captions;

/// <summary>Where the labels of accounts are.</summary>
/// <param name="File">A CSV file with a head.</param>
/// <param name="Column">The column of labels, or of numbers.</param>
/// <param name="Cutoff">Numbers below it are one label, the others another; null where the column holds labels.</param>
public sealed record LabelsRequest(string File, string Column, double? Cutoff);
