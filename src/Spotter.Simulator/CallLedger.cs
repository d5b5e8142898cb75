using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator;

/// <summary>When the calls that have limits arrived, however they ended, and what outages did.</summary>
public sealed class CallLedger
{
    private readonly Lock _lock = new();
    private readonly List<DateTimeOffset> _pages = [];
    private readonly List<DateTimeOffset> _messages = [];
    private readonly SortedDictionary<string, int> _outages = new(StringComparer.Ordinal);

    /// <summary>When a page of an account was asked for, of whatever source, the earliest first.</summary>
    public IReadOnlyList<DateTimeOffset> Pages
    {
        get
        {
            lock (_lock)
                return [.. _pages];
        }
    }

    /// <summary>When a message to Slack arrived, by <c>chat.postMessage</c> or a webhook, the earliest first.</summary>
    public IReadOnlyList<DateTimeOffset> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>How many calls met outages, by part and kind: <c>slack unavailable</c>.</summary>
    public IReadOnlyDictionary<string, int> Outages
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<string, int>(_outages, StringComparer.Ordinal);
        }
    }

    internal void CountPage(TimeProvider clock)
    {
        lock (_lock)
            _pages.Add(clock.GetUtcNow());
    }

    internal void CountMessage(TimeProvider clock)
    {
        lock (_lock)
            _messages.Add(clock.GetUtcNow());
    }

    internal void CountOutage(Outage outage)
    {
        var name = $"{outage.Of} {outage.Kind}".ToLowerInvariant();
        lock (_lock)
            _outages[name] = _outages.GetValueOrDefault(name) + 1;
    }
}
