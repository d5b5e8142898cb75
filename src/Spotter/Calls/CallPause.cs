namespace Spotter.Calls;

/// <summary>A time during which a credential makes no call.</summary>
/// <param name="Until">Its end.</param>
/// <param name="Reason">Why, for a person; null where that was not kept.</param>
public sealed record CallPause(DateTimeOffset Until, string? Reason);
