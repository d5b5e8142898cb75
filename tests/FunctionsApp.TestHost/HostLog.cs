using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Spotter.FunctionsApp.TestHost;

/// <summary>Keeps, with their times, the lines of the worker and of the host itself.</summary>
public sealed class HostLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>All lines so far.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Told every line as it comes; null where nobody asks.</summary>
    public Action<string>? Written { get; init; }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(string line)
    {
        var timed = string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {line}");
        _lines.Enqueue(timed);
        Written?.Invoke(timed);
    }

    private sealed class Category(HostLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add($"{logLevel} {name}: {formatter(state, exception)} {exception?.Message}");
    }
}
