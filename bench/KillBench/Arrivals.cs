using System.Text.Json;
using Spotter.Simulator.Slack;

namespace KillBench;

/// <summary>What the simulator's Slack received, against what it ought to have.</summary>
/// <param name="Wanted">How many alerts the posts were worth.</param>
/// <param name="Lost">Those that never came.</param>
/// <param name="Repeated">Those that came more than once, with how often.</param>
/// <param name="Unwanted">What nobody wanted.</param>
internal sealed record Arrivals(
    int Wanted, IReadOnlyList<FedPost> Lost, IReadOnlyList<(FedPost Post, int Count)> Repeated, IReadOnlyList<string> Unwanted)
{
    public int Twice => Repeated.Sum(repeated => repeated.Count - 1);

    public IEnumerable<string> Problems =>
    [
        .. Lost.Select(post => $"lost: the alert on {post}, {post.AlertId}"),
        .. Repeated.Select(repeated => $"came {repeated.Count} times: the alert on {repeated.Post}, {repeated.Post.AlertId}"),
        .. Unwanted.Select(message => $"not wanted: {message}"),
    ];

    public static Arrivals Of(IReadOnlyList<FedPost> posts, IReadOnlyList<SlackMessage> messages)
    {
        var wanted = posts.Where(post => post.IsNews).ToList();
        var counts = messages.CountBy(IdOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new Arrivals(
            wanted.Count,
            [.. wanted.Where(post => !counts.ContainsKey(post.AlertId))],
            [.. wanted.Select(post => (post, counts.GetValueOrDefault(post.AlertId))).Where(arrived => arrived.Item2 > 1)],
            [.. counts.Keys.Except(wanted.Select(post => post.AlertId), StringComparer.Ordinal)]);
    }

    // A message without metadata is no alert, and shown by its text.
    private static string IdOf(SlackMessage message) =>
        message.Metadata is { ValueKind: JsonValueKind.Object } metadata
        && metadata.TryGetProperty("event_payload", out var payload)
        && payload.TryGetProperty("id", out var id)
            ? id.GetString()!
            : $"{message.Ts} {message.Text}";
}
