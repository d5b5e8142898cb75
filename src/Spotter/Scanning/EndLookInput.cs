namespace Spotter.Scanning;

/// <summary>The input of <see cref="EndLook"/>.</summary>
/// <param name="Source">The source whose watches were looked at.</param>
/// <param name="Until">The time by which they had to be due.</param>
public sealed record EndLookInput(string Source, DateTimeOffset Until);
