namespace Spotter.Learning.Requests;

/// <summary>Pictures or a backbone that no model can be trained from; the message says which file or folder and what to do.</summary>
public sealed class TrainingException(string message, Exception? inner = null) : SpotterException(message, inner);
