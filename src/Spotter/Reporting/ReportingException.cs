namespace Spotter.Reporting;

/// <summary>What was asked for makes no sense; the message says what to ask instead.</summary>
public sealed class ReportingException(string message, Exception? inner = null) : InputException(message, inner);
