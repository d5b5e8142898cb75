namespace Spotter.Captions;

/// <summary>Captions or labels that cannot be read; the message says which file and what to do.</summary>
public sealed class CaptionInputException(string message, Exception? inner = null) : InputException(message, inner);
