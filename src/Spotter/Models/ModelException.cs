namespace Spotter.Models;

/// <summary>A model that is missing or whose files do not fit together; the message says which file and what to do.</summary>
public class ModelException(string message, Exception? inner = null) : SpotterException(message, inner)
{
    /// <summary>The same, where the words or settings of a person, or what they name, are to be changed.</summary>
    public static ModelException OfInput(string message, Exception? inner = null) => new(message, inner) { IsInput = true };
}
