namespace Spotter.Collecting;

/// <summary>What was asked for cannot be collected or written; the message says why and what to do.</summary>
public sealed class CollectingException(string message) : InputException(message);
