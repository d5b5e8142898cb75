using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>
/// Counts what the host of this process asks of its task hub. The worker is another process, so that the state's operations are not among
/// them, and clients that log nothing are not heard.
/// </summary>
internal sealed class StorageOperations : IDisposable
{
    private readonly string _connectionString;
    private readonly ConcurrentQueue<StorageOperation> _heard = [];
    private readonly AzureEventSourceListener _listener;

    /// <param name="connectionString">Of the storage account: other hosts of this process have others.</param>
    public StorageOperations(string connectionString)
    {
        _connectionString = connectionString;
        _listener = new AzureEventSourceListener((said, _) => Hear(said), EventLevel.Informational);
    }

    /// <summary>What was asked for since the last call.</summary>
    public IReadOnlyList<StorageOperation> Take()
    {
        var taken = new List<StorageOperation>();
        while (_heard.TryDequeue(out var operation))
            taken.Add(operation);
        return taken;
    }

    public void Dispose() => _listener.Dispose();

    private void Hear(EventWrittenEventArgs said)
    {
        if (said is not { EventName: "Request", PayloadNames: { } names, Payload: { } values })
            return;

        var address = new Uri((string)values[names.IndexOf("uri")]!);
        if (_connectionString.Contains(address.Authority, StringComparison.Ordinal))
            _heard.Enqueue(new StorageOperation((string)values[names.IndexOf("method")]!, address.AbsolutePath));
    }
}
