namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>A function of the worker threw. The Durable extension reads the error out of a message that is written this way.</summary>
public sealed class FunctionFailedException(string result, string message, string trace) : Exception(
    $"Result: {result}\nException: {message}\nStack: {trace}")
{
    /// <summary>What the function's own exception says.</summary>
    public string RemoteMessage => message;
}
