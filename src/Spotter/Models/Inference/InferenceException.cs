namespace Spotter.Models.Inference;

/// <summary>A model that cannot be loaded or run; the message holds the engine's own text.</summary>
public sealed class InferenceException(string message, Exception? inner = null) : SpotterException(message, inner);
