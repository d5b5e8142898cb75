namespace Spotter.Scanning;

/// <summary>A pass over an account that has not reached its end.</summary>
/// <param name="Mode">How far it goes.</param>
/// <param name="Cursor">The page that it goes on with.</param>
public sealed record OpenPass(ScanMode Mode, string Cursor);
