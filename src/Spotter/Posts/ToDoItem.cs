namespace Spotter.Posts;

/// <summary>A post that is not settled.</summary>
/// <param name="PostKey">The key of its record.</param>
/// <param name="DueAt">When it is tried next; null where nothing speaks against now.</param>
/// <param name="OwesAlert">True where an alert waits.</param>
public sealed record ToDoItem(string PostKey, DateTimeOffset? DueAt, bool OwesAlert);
