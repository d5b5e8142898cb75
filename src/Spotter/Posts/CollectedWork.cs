namespace Spotter.Posts;

/// <summary>How the posts of an account are worked on that is collected and that nobody watches.</summary>
/// <param name="Model">The model that classifies its pictures; null for none.</param>
/// <param name="ReadsWords">True where the words in all its pictures are read, too.</param>
public sealed record CollectedWork(string? Model, bool ReadsWords);
