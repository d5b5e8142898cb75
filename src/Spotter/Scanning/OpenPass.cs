namespace Spotter.Scanning;

/// <summary>A pass over an account that has not reached its end.</summary>
/// <param name="Mode">How far it goes.</param>
/// <param name="Cursor">The page that it goes on with.</param>
/// <param name="Bounds">What it takes: with others its pages are read again. Null for all.</param>
public sealed record OpenPass(ScanMode Mode, string Cursor, CollectionBounds? Bounds = null)
{
    /// <summary>True where a scan goes on with it.</summary>
    public bool IsOf(ScanRequest request) => Mode == request.Mode && Bounds == request.Bounds;
}
