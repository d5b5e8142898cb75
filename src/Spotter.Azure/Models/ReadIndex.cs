using Azure;

namespace Spotter.Azure.Models;

/// <summary>The index as it was read.</summary>
/// <param name="Index">What it says.</param>
/// <param name="Tag">Its state; null where there is none yet.</param>
internal sealed record ReadIndex(ModelIndex Index, ETag? Tag);
