namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>A worker was killed.</summary>
/// <param name="Function">The function whose answer had come and was not passed on.</param>
/// <param name="Input">What the function had been given.</param>
/// <param name="ProcessId">Of the worker.</param>
/// <param name="ExitCode">As the system reports it; 137 for one that was killed by a signal that it cannot catch.</param>
public sealed record WorkerDeath(string Function, string Input, int ProcessId, int ExitCode);
