namespace Spotter.Cli.Checks;

/// <summary>What is not well with one thing that was looked at.</summary>
internal sealed class ProblemException(string message) : SpotterException(message);
