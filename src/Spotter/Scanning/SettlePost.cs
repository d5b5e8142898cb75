using Spotter.Orchestration;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Marks a classified post done when all its alerts are settled. A post with a held alert stays for the next scan.</summary>
public sealed class SettlePost(PostRepository posts, PostGuard guard) : IActivity<SettlePost, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("SettlePost");

    /// <inheritdoc/>
    public Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken) =>
        guard.RunAsync(input, stored => SettleAsync(input, stored, cancellationToken), cancellationToken);

    private async Task<PostStep> SettleAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        var open = await posts.ListAlertsAsync(input.Account, input.PostKey, cancellationToken).AnyAsync(alert => !alert.IsSettled, cancellationToken);
        if (open || stored.Value.Stage != PostStage.Classified)
            return new PostStep { Stage = stored.Value.Stage };

        await posts.SaveAsync(input.Account, input.PostKey, stored.Value with { Stage = PostStage.Done }, stored.Version, [], cancellationToken);
        return new PostStep { Stage = PostStage.Done };
    }
}
