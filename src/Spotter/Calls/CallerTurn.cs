namespace Spotter.Calls;

/// <summary>Somebody who waits for a call budget.</summary>
/// <param name="Caller">What calls, by a name that is the same whenever it comes again.</param>
/// <param name="At">When it is to come again, as Unix time in milliseconds.</param>
/// <param name="YieldsSince">Since when it lets others go before it, as Unix time in milliseconds; null where it does not.</param>
public sealed record CallerTurn(string Caller, long At, long? YieldsSince = null);
