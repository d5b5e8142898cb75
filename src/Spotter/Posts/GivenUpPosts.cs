using Spotter.Alerting;
using Spotter.State;

namespace Spotter.Posts;

/// <summary>Gives posts up, with the alerts that were not sent.</summary>
public sealed class GivenUpPosts(PostRepository posts, AlertRepository alerts)
{
    /// <summary>Gives a post up, and its unsent alerts with it, which the reason then names.</summary>
    /// <exception cref="StateException">Another host changed the post or an alert meanwhile.</exception>
    public async Task<PostRecord> GiveUpAsync(
        PostTask task, Versioned<PostRecord> stored, PostRecord post, CancellationToken cancellationToken)
    {
        var unsent = await alerts.ListUnsentAsync(task, cancellationToken).ToListAsync(cancellationToken);
        var failed = Fail(post, unsent);
        await posts.ReplaceAsync(task, stored, failed, EndAlerts(unsent, failed), cancellationToken);
        return failed;
    }

    /// <summary>
    /// Gives up a post whose records are gone or cannot be read, and its unsent alerts with it. Where that is its own record, what its
    /// key says takes the place of it.
    /// </summary>
    /// <exception cref="StateException">Another host changed an alert meanwhile.</exception>
    public async Task<PostRecord> GiveUpDamagedAsync(PostTask task, string reason, CancellationToken cancellationToken)
    {
        var unsent = await alerts.ListUnsentAsync(task, cancellationToken).ToListAsync(cancellationToken);
        var failed = Fail(await FindReadableAsync(task, cancellationToken) with { Reason = reason }, unsent);
        StateChange[] changes =
        [
            StateChange.Put(PostKeys.Prefix + task.PostKey, failed, PostJson.Default.PostRecord),
            StateChange.Delete(PostKeys.ToDoPrefix + task.PostKey),
            .. EndAlerts(unsent, failed),
        ];
        if (!await posts.TryChangeAsync(task.Account, [(task.PostKey, failed)], changes, cancellationToken))
            throw new StateException(
                $"Another host changed an alert of {task.Account} at the same time. The next scan goes on with it.");
        return failed;
    }

    private async Task<PostRecord> FindReadableAsync(PostTask task, CancellationToken cancellationToken)
    {
        try
        {
            return (await posts.GetAsync(task, cancellationToken)).Value;
        }
        catch (RecordException)
        {
            return PostRecord.OfDamaged(task.PostKey, reason: null);
        }
    }

    private static PostRecord Fail(PostRecord post, IReadOnlyCollection<Versioned<AlertRecord>> unsent)
    {
        var channels = unsent.Select(alert => $"'{alert.Value.Channel}'").Distinct();
        return post with
        {
            Stage = PostStage.Failed,
            OwesAlert = false,
            Videos = post.Videos?.Select(video => video.Lose(post.Reason)).ToList(),
            Reason = unsent.Count == 0 ? post.Reason : $"{post.Reason} Given up with it: {unsent.Count} unsent alert"
                + $"{(unsent.Count == 1 ? "" : "s")} to {string.Join(", ", channels)}.",
        };
    }

    private static IEnumerable<StateChange> EndAlerts(IEnumerable<Versioned<AlertRecord>> unsent, PostRecord post) =>
        unsent.Select(alert => StateChange.Replace(
            alert.Id.Key,
            alert.Value with { Stage = AlertStage.Failed, Turn = null, DueAt = null, Reason = post.Reason },
            AlertJson.Default.AlertRecord,
            alert.Version));
}
