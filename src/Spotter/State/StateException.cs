namespace Spotter.State;

/// <summary>The state cannot be read or written; the message says where, why and what to do.</summary>
public class StateException(string message, Exception? inner = null) : SpotterException(message, inner);
