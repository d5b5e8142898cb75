namespace Spotter.Learning.Requests;

/// <summary>Pictures or a backbone that no model can be trained from; the message says which file or folder and what to do.</summary>
public sealed class TrainingException(string message, Exception? inner = null) : SpotterException(message, inner)
{
    /// <summary>The same, where the words or settings of a person, or what they name, are to be changed.</summary>
    public static TrainingException OfInput(string message, Exception? inner = null) => new(message, inner) { IsInput = true };
}
