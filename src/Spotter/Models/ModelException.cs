namespace Spotter.Models;

/// <summary>A model that is missing or whose files do not fit together; the message says which file and what to do.</summary>
public class ModelException(string message, Exception? inner = null) : SpotterException(message, inner);
