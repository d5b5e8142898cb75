namespace Spotter.Corrections;

/// <summary>A label or picture that is not known; the message says which and what there is.</summary>
public sealed class CorrectionException(string message) : InputException(message);
