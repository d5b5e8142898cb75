using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Makes due again what a scan would leave: posts and alerts that were given up, and those that failed and wait.</summary>
public sealed class PostRevival(PostRepository posts, AlertRepository alerts)
{
    // Somebody waits for the scan.
    private const int MaxHastened = 1_000;

    /// <summary>
    /// Brings back what was given up of an account: its posts with the pictures that were lost, and its alerts, which are news again from
    /// now on.
    /// </summary>
    public async Task ReviveAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = await alerts.ListFailedAsync(account, cancellationToken).ToListAsync(cancellationToken);
        foreach (var alert in failed)
            await alerts.SaveAsync(account, alert.Value.Revive(now), alert.Version, cancellationToken);

        var owing = failed.Select(alert => alert.Value.PostKey).ToHashSet();
        await foreach (var post in posts.ListReadableAsync(account, cancellationToken))
            if (post.Value.Revive(owing.Contains(PostKeys.Of(post.Value.Post))) is { } revived)
                await posts.SaveAsync(account, PostKeys.Of(post.Value.Post), post, revived, [], cancellationToken);
    }

    /// <summary>Makes due what waits only because it failed. What the other side asked to wait for goes on waiting.</summary>
    public async Task HastenAsync(AccountId account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await posts.ListToDoAsync(account, cancellationToken)
            .Where(item => item.DueAt > now)
            .Take(MaxHastened)
            .Select(item => new PostTask(account, item.PostKey))
            .ToListAsync(cancellationToken);
        foreach (var post in waiting)
        {
            await HastenAlertsAsync(post, now, cancellationToken);
            await HastenPostAsync(post, now, cancellationToken);
        }
    }

    private async Task HastenAlertsAsync(PostTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var alert in alerts.ListUnsentAsync(task, cancellationToken))
            if (alert.Value.DueAt > Later(alert.Value.NotBefore, now))
                await alerts.SaveAsync(
                    task.Account, alert.Value with { DueAt = alert.Value.NotBefore }, alert.Version, cancellationToken);
    }

    private async Task HastenPostAsync(PostTask task, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var post = await posts.GetAsync(task, cancellationToken);
            if (post.Value.DueAt > Later(post.Value.NotBefore, now))
                await posts.SaveAsync(
                    task.Account, task.PostKey, post, post.Value with { DueAt = post.Value.NotBefore }, [], cancellationToken);
        }
        catch (RecordException)
        {
            // The step that works on it says what is wrong.
        }
    }

    private static DateTimeOffset Later(DateTimeOffset? time, DateTimeOffset now) => time > now ? time.Value : now;
}
