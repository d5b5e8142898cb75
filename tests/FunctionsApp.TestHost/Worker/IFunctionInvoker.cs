namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>Has the worker run functions of orchestrations and activities.</summary>
public interface IFunctionInvoker
{
    /// <summary>Runs a function.</summary>
    /// <param name="name">The function's.</param>
    /// <param name="input">What its trigger carries; null means nothing.</param>
    /// <returns>What it returned, as the Functions host hands it on: text, a number or a Newtonsoft token.</returns>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    /// <exception cref="WorkerProcessExitException">The worker ended meanwhile.</exception>
    Task<object?> RunAsync(string name, string? input);
}
