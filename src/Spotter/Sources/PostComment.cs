namespace Spotter.Sources;

/// <summary>What somebody wrote below a post.</summary>
/// <param name="Text">The text, at most 5,000 characters.</param>
/// <param name="By">Whose; null where the source does not say.</param>
/// <param name="At">When; null where the source does not say.</param>
public sealed record PostComment(string Text, string? By = null, DateTimeOffset? At = null);
