using System.Globalization;
using Microsoft.Extensions.Logging;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Models.Hosted;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>
/// Keeps what goes wrong with one post from ending the scan of its account, which would begin with that post the next time: the post is
/// tried again, and given up when it failed for long enough. What would go wrong with every post does end the scan, and the posts wait.
/// </summary>
public sealed partial class PostGuard(
    PostRepository posts, GivenUpPosts givenUp, RetryPolicy retries, TimeProvider time, ILogger<PostGuard> logger)
{
    /// <summary>
    /// True where an error is not known to be more than one post's: not the state's, the disk's, the model's or a library's.
    /// </summary>
    public static bool IsOfOnePost(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && error
            is not (
                StateException
                or IOException
                or UnauthorizedAccessException
                or ModelException
                or ClassifyingException
                or DllNotFoundException
                or TypeInitializationException
            );

    /// <summary>
    /// True where a record is gone or cannot be read that is the post's own, an alert's, or about one picture: its label, or what a hosted
    /// model said of it.
    /// </summary>
    public static bool IsRecordOfOnePost(RecordException error, AccountId account) =>
        error.Id.Partition == account.ToString() || PictureLabels.Holds(error.Id) || HostedClassifier.Holds(error.Id);

    /// <summary>Runs a step of a post's work.</summary>
    /// <param name="task">The post.</param>
    /// <param name="step">Takes the post's record.</param>
    /// <param name="cancellationToken">Cancels the step.</param>
    public async Task<PostStep> RunAsync(
        PostTask task, Func<Versioned<PostRecord>, Task<PostStep>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step(await posts.GetAsync(task, cancellationToken));
        }
        catch (RecordException error) when (IsRecordOfOnePost(error, task.Account))
        {
            return Failed(task, await givenUp.GiveUpDamagedAsync(task, error.Message, cancellationToken));
        }
        catch (Exception error) when (IsOfOnePost(error, cancellationToken))
        {
            LogFailure(task.PostKey, task.Account, error.GetType(), error.StackTrace);
            return await RetryAsync(
                task, await posts.GetAsync(task, cancellationToken), error.Message, null, passes: false, cancellationToken);
        }
    }

    /// <summary>Counts a failed attempt, and says when to try again or gives the post up.</summary>
    /// <param name="task">The post.</param>
    /// <param name="stored">Its record.</param>
    /// <param name="reason">What went wrong, for a person.</param>
    /// <param name="retryAfter">What the other side asked to wait; null where it said nothing.</param>
    /// <param name="passes">True where it is known to pass, so that it gives nothing up.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<PostStep> RetryAsync(
        PostTask task, Versioned<PostRecord> stored, string reason, TimeSpan? retryAfter, bool passes, CancellationToken cancellationToken)
    {
        var tried = stored.Value.Attempts + 1;
        var post = stored.Value with
        {
            Attempts = tried,
            Reason = reason,
            FailingSince = stored.Value.FailingSince ?? time.GetUtcNow(),
            DueAt = retries.NextAt(tried, retryAfter),
            NotBefore = retries.AskedUntil(retryAfter),
        };
        if (!passes && retries.HasLasted(post.FailingSince.Value))
            return Failed(task, await givenUp.GiveUpAsync(task, stored, post, cancellationToken));

        await posts.SaveAsync(task.Account, task.PostKey, stored, post, [], cancellationToken);
        return Waiting(task, post) with { WasTried = true };
    }

    /// <summary>How a step ends whose post is not tried before it is due.</summary>
    public static PostStep Waiting(PostTask task, PostRecord post) =>
        new()
        {
            Stage = post.Stage,
            RetryAt = post.DueAt,
            Problem = string.Create(
                CultureInfo.InvariantCulture,
                $"Post {post.Post.Id} of {task.Account} is tried again at {post.DueAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {post.Reason}"
            ),
        };

    /// <summary>How a step ends that gave its post up.</summary>
    public static PostStep Failed(PostTask task, PostRecord post) => new()
    {
        Stage = PostStage.Failed,
        Counts = new ScanCounts { Failed = 1 },
        Problem = $"Post {post.Post.Id} of {task.Account} was given up: {post.Reason}",
    };

    [LoggerMessage(LogLevel.Debug, "Post {Post} of {Account} failed with {Error}: {Trace}")]
    private partial void LogFailure(string post, AccountId account, Type error, string? trace);
}
