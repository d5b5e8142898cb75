namespace Spotter.Cli;

/// <summary>Words of the command or a setting that cannot be followed; the message says which and what to write instead.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : InputException(message, inner);
