namespace Spotter.FunctionsApp.Startup;

/// <summary>The app cannot start; the message names the setting and says what to do.</summary>
public sealed class StartupException(string message) : SpotterException(message);
