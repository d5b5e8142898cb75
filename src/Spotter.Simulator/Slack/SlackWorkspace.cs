using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Slack;

/// <summary>What the simulated Slack holds: channels, messages and files.</summary>
public sealed class SlackWorkspace
{
    private readonly Lock _lock = new();
    private readonly SlackScript _script;
    private readonly TimeProvider _clock;
    private readonly List<SlackMessage> _messages = [];
    private readonly Dictionary<string, DateTimeOffset> _nextAllowed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SlackFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private long _lastTs;
    private int _fileNumber;

    internal SlackWorkspace(SlackScript script, TimeProvider clock)
    {
        _script = script;
        _clock = clock;
    }

    /// <summary>The messages so far, the oldest first.</summary>
    public IReadOnlyList<SlackMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>How often each method was called, accepted or not.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    /// <summary>
    /// The messages that came more than once: those whose metadata (or, without metadata, text and blocks) an earlier message of the same
    /// channel has.
    /// </summary>
    public IReadOnlyList<SlackMessage> Repeated =>
        [.. Messages.GroupBy(Identity, StringComparer.Ordinal).SelectMany(group => group.Skip(1))];

    internal int CountCall(string method) => _calls.AddOrUpdate(method, 1, (_, count) => count + 1);

    /// <summary>The id of a channel that was named by id or by name; null where it does not exist.</summary>
    internal string? FindChannel(string? channel)
    {
        if (string.IsNullOrWhiteSpace(channel))
            return null;
        if (_script.Channels.Count == 0)
            return IdOf(channel);

        return _script.Channels.FirstOrDefault(known => IdOf(known) == IdOf(channel)) is { } found ? IdOf(found) : null;
    }

    /// <summary>True for <c>C0SPECIALS</c>, false for <c>#specials</c>: some methods take ids alone.</summary>
    internal static bool IsId(string channel) =>
        channel.Length >= 3 && channel[0] is 'C' or 'G' or 'D' && channel.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Takes the next place in a channel's rate; false where it comes too soon.</summary>
    internal bool TryTakeTurn(string channel)
    {
        if (_script.MessagesPerSecond <= 0)
            return true;

        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_nextAllowed.TryGetValue(channel, out var next) && now < next)
                return false;

            _nextAllowed[channel] = now + TimeSpan.FromSeconds(1 / _script.MessagesPerSecond);
            return true;
        }
    }

    internal SlackMessage Add(
        string via, string channel, string? text, JsonElement? blocks, JsonElement? metadata, string? threadTs, IReadOnlyList<string> files)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            _lastTs = Math.Max(_lastTs + 1, now.ToUnixTimeMilliseconds() * 1000);
            var message = new SlackMessage
            {
                Via = via,
                Channel = channel,
                Ts = string.Create(CultureInfo.InvariantCulture, $"{_lastTs / 1_000_000}.{_lastTs % 1_000_000:D6}"),
                ReceivedAt = now,
                Text = text,
                Blocks = blocks,
                Metadata = metadata,
                ThreadTs = threadTs,
                Files = files,
            };
            _messages.Add(message);
            return message;
        }
    }

    internal SlackFile NewFile(string name, int length)
    {
        var file = new SlackFile(
            string.Create(CultureInfo.InvariantCulture, $"F0SIM{Interlocked.Increment(ref _fileNumber):D6}"), name, length);
        _files[file.Id] = file;
        return file;
    }

    internal SlackFile? FindFile(string? id) => id is null ? null : _files.GetValueOrDefault(id);

    /// <summary>True where a message may show the file.</summary>
    internal bool IsReady(string file) => FindFile(file) is { IsShowable: true } found && found.IsReady(_clock.GetUtcNow());

    private static string IdOf(string channel) =>
        IsId(channel) ? channel : string.Create(CultureInfo.InvariantCulture, $"C{StableHash.Of(channel.TrimStart('#'), 0):X16}");

    private static string Identity(SlackMessage message) =>
        $"{message.Channel} "
            + (message.Metadata?.GetRawText() ?? message.Text + message.Blocks?.GetRawText() + string.Join(',', message.Files));
}
