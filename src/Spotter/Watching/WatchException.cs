namespace Spotter.Watching;

/// <summary>There can be no such watch; the message says why and what there is.</summary>
public sealed class WatchException(string message, Exception? inner = null) : InputException(message, inner);
