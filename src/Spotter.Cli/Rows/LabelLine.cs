namespace Spotter.Cli.Rows;

/// <summary>What <c>spotter review --take</c> reads of a line; the rest of it is passed over.</summary>
/// <param name="Picture">The picture's id, or how it begins.</param>
/// <param name="Label">The label to set; null leaves the picture as it is.</param>
internal sealed record LabelLine(string? Picture, string? Label);
