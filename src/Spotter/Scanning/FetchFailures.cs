using Spotter.Calls;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Scanning;

/// <summary>Says of a file that did not come whether it is waited for, and until when.</summary>
public sealed class FetchFailures(RetryPolicy retries, TimeProvider time)
{
    /// <summary>The file after one more failure.</summary>
    public T Fail<T>(IPostSource source, T file, SourceFailure failure) where T : FetchedFile
    {
        var unreadable = file.Unreadable + (failure.Kind == FailureKind.Malformed ? 1 : 0);
        // An outage before it says nothing of the file.
        DateTimeOffset? since = RetryPolicy.IsPassing(failure.Kind) ? null : file.FailingSince ?? time.GetUtcNow();
        FetchedFile before = file;
        return (T)(before with
        {
            Failure = failure.Message,
            Unreadable = unreadable,
            FailingSince = since,
            IsGone = failure.Kind == FailureKind.Unavailable,
            IsLost = since is { } begin && (
                failure.Kind == FailureKind.Malformed ? IsUseless(source, unreadable, begin) : retries.HasLasted(begin)),
        });
    }

    /// <summary>The post with the time at which what did not come is tried again. A wait that was asked for is no failed attempt.</summary>
    public PostRecord Wait(PostRecord post, IReadOnlyList<SourceFailure> failures)
    {
        var tried = post.Attempts + (failures.All(failure => failure.Kind == FailureKind.Throttled) ? 0 : 1);
        var asked = failures.Max(failure => failure.RetryAfter);
        return post with
        {
            Attempts = tried,
            Reason = failures[0].Message,
            FailingSince = post.FailingSince ?? time.GetUtcNow(),
            DueAt = retries.NextAt(Math.Max(tried, 1), asked),
            NotBefore = retries.AskedUntil(asked),
        };
    }

    // A file that is put right is another post.
    private bool IsUseless(IPostSource source, int unreadable, DateTimeOffset since) =>
        !source.MayPostsMove || retries.IsNoPicture(unreadable, since);
}
