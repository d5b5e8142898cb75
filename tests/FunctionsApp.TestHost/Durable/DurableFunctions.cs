using Spotter.FunctionsApp.TestHost.Worker;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>What the methods have in common that <see cref="DurableFunctionType"/> writes: each passes its call on to the worker.</summary>
public abstract class DurableFunctions(IFunctionInvoker worker, DurableClients clients)
{
    /// <summary>Runs an orchestrator or activity of the app.</summary>
    protected Task<object?> RunAsync(string function, string? input) => worker.RunAsync(function, input);

    /// <summary>Keeps what the Durable extension made of a function's client binding.</summary>
    protected void KeepClient(string function, string client) => clients.Keep(function, client);
}
