namespace Spotter.Web;

/// <summary>What a page or a call was asked for makes no sense; the message says what to write instead.</summary>
public sealed class WebException(string message, Exception? inner = null) : InputException(message, inner);
