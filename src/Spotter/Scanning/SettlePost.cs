using Spotter.Orchestration;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Marks a classified post done when all its alerts are settled. A post with a held alert stays for the next scan.</summary>
public sealed class SettlePost(PostRepository posts) : IActivity<SettlePost, PostTask, PostStep>
{
    /// <inheritdoc/>
    public static Activity<PostTask, PostStep> Definition { get; } = new("SettlePost");

    /// <inheritdoc/>
    public async Task<PostStep> RunAsync(PostTask input, CancellationToken cancellationToken)
    {
        var stored = await posts.FindAsync(input.Account, input.PostKey, cancellationToken)
            ?? throw new StateException($"Post {input.PostKey} of {input.Account} is gone from the state.");
        var open = await posts.ListAlertsAsync(input.Account, input.PostKey, cancellationToken).AnyAsync(alert => !alert.IsSettled, cancellationToken);
        if (open || stored.Value.Stage != PostStage.Classified)
            return new PostStep { Stage = stored.Value.Stage };

        await posts.SaveAsync(input.Account, input.PostKey, stored.Value with { Stage = PostStage.Done }, stored.Version, [], cancellationToken);
        return new PostStep { Stage = PostStage.Done };
    }
}
