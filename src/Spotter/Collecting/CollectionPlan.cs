using Spotter.Scanning;

namespace Spotter.Collecting;

/// <summary>What is collected of every account.</summary>
/// <param name="Name">The collection's name, which its records carry.</param>
/// <param name="Bounds">Which posts.</param>
/// <param name="MaxPosts">The most posts of an account; null for all.</param>
/// <param name="MaxPages">The most pages that are read of an account in one run; null for all.</param>
/// <param name="RetryFailed">True brings back the posts, pictures and videos that were given up.</param>
public sealed record CollectionPlan(
    string Name, CollectionBounds Bounds, int? MaxPosts = null, int? MaxPages = null, bool RetryFailed = false);
