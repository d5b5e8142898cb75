namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>
/// The worker ended before it answered. The Durable extension knows such an error by the name of this type and tries an orchestrator again.
/// </summary>
public sealed class WorkerProcessExitException(string message) : Exception(message);
