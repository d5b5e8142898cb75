using Spotter.Alerting;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Marks a classified post done when all its alerts are settled. A post with a held alert stays for the next scan.</summary>
public sealed class SettlePost(
    PostRepository posts,
    AlertRepository alerts,
    AlertChannels channels,
    ChannelStateRepository channelStates,
    PostGuard guard,
    TimeProvider time) : IActivity<SettlePost, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("SettlePost");

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => SettleAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> SettleAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        var before = stored.Value;
        var open = await alerts
            .ListAsync(input.Account, input.PostKey, cancellationToken)
            .Where(alert => !alert.IsSettled)
            .ToListAsync(cancellationToken);
        var post =
            open.Count > 0 ? await OweAsync(before, open, cancellationToken)
            : before.Stage == PostStage.Classified ? before with { Stage = PostStage.Done, DueAt = null, OwesAlert = false }
            : before with { OwesAlert = false };
        if (post != before)
            await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return new PostStep { Stage = post.Stage };
    }

    private async Task<PostRecord> OweAsync(PostRecord post, List<AlertRecord> open, CancellationToken cancellationToken)
    {
        var times = new List<DateTimeOffset?>();
        foreach (var alert in open)
            times.Add(await FindDueAsync(alert, cancellationToken));
        if (post.Stage == PostStage.Discovered)
            times.Add(post.DueAt);
        return post with { DueAt = times.Min(), OwesAlert = true };
    }

    // One that is held has its turn when its channel is looked at again, also where that is late; one whose channel is not in the settings
    // waits for whoever puts it there.
    private async Task<DateTimeOffset?> FindDueAsync(AlertRecord alert, CancellationToken cancellationToken)
    {
        if (channels.Find(alert.Channel) is not { } channel)
            return null;

        var state = await channelStates.FindAsync(channel.Name, cancellationToken);
        return (state is { IsOnTrial: false } ? state.ProbeAt : alert.FindDue(channel.Timeout) ?? alert.Turn) ?? time.GetUtcNow();
    }
}
