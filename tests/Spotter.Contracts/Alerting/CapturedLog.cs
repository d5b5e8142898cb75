using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Spotter.Contracts.Alerting;

/// <summary>Keeps everything that is logged, at every level, with its scopes and exceptions.</summary>
public sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
            foreach (var value in values)
                _lines.Enqueue($"{value.Key}={value.Value}");
    }

    public void Dispose()
    {
    }
}
