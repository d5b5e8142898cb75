using Microsoft.DurableTask.Client;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>The Durable engine, for services: functions get its client with their input and put it here.</summary>
public sealed class DurableEngine
{
    private volatile DurableTaskClient? _client;

    /// <summary>The client that a function got last; null before the first.</summary>
    public DurableTaskClient? Client { get => _client; set => _client = value; }

    /// <summary>The client.</summary>
    /// <exception cref="InvalidOperationException">No function has put it here.</exception>
    public DurableTaskClient Require() =>
        _client ?? throw new InvalidOperationException("The function that asks has not taken the client of the Durable engine.");
}
