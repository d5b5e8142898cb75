namespace Spotter.Models;

/// <summary>The place where models are kept cannot be read or written. The models themselves may be well.</summary>
public sealed class ModelStoreException(string message, Exception? inner = null) : ModelException(message, inner);
