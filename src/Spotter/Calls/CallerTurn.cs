namespace Spotter.Calls;

/// <summary>Somebody who waits for a call budget.</summary>
/// <param name="Caller">What calls, by a name that is the same whenever it comes again.</param>
/// <param name="At">When it is to come again, as Unix time in milliseconds.</param>
public sealed record CallerTurn(string Caller, long At);
