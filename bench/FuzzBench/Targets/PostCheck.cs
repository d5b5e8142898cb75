using System.Text.Json;
using FuzzBench.Running;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace FuzzBench.Targets;

/// <summary>Whether what a source gave can be kept, and found again as it was.</summary>
internal sealed class PostCheck(ScanRepository scans, PostRepository posts)
{
    /// <returns>True where it is a page, false where it is a failure.</returns>
    public async Task<bool> CheckAsync(FuzzInput input, PageResult page, CancellationToken cancellationToken)
    {
        CheckWait(page.SlowDown);
        if (page.Failure is not null)
        {
            Check(page.Failure);
            return false;
        }

        var records = page.Posts.DistinctBy(post => post.Id).Select(ToRecord).ToList();
        foreach (var record in records)
            Check(record);
        if (input.Draws(1))
            await KeepAsync(input, records, cancellationToken);
        return true;
    }

    public static void Check(SourceFailure? failure)
    {
        if (failure is null)
            return;

        FaultException.ThrowIf(string.IsNullOrWhiteSpace(failure.Message), "a failure without words");
        CheckWait(failure.RetryAfter);
    }

    /// <summary>What is waited for becomes a time.</summary>
    public static void CheckWait(TimeSpan? wait)
    {
        var longest = DateTimeOffset.MaxValue - TimeProvider.System.GetUtcNow();
        FaultException.ThrowIf(wait < TimeSpan.Zero || wait > longest, "a wait beyond the calendar", $"{wait}");
    }

    private static PostRecord ToRecord(Post post) => new()
    {
        Post = post,
        FoundAt = DateTimeOffset.UnixEpoch,
        Stage = post.Pictures.Count == 0 ? PostStage.Done : PostStage.Discovered,
        Pictures = [.. post.Pictures.Select(_ => new PictureRecord())],
    };

    private static void Check(PostRecord record)
    {
        var post = record.Post;
        FaultException.ThrowIf(string.IsNullOrEmpty(post.Id), "a post without an id");
        FaultException.ThrowIf(post.Likes < 0 || post.Comments < 0, "less than no likes or comments");
        var read = PostKeys.Read(PostKeys.Of(post));
        var difference = (read.PostedAt - post.PostedAt).Duration();
        FaultException.ThrowIf(difference > TimeSpan.FromSeconds(1), "a key of another time", $"{post.PostedAt:O}");
        var json = JsonSerializer.Serialize(record, PostJson.Default.PostRecord);
        var again = JsonSerializer.Deserialize(json, PostJson.Default.PostRecord);
        FaultException.ThrowIf(JsonSerializer.Serialize(again!, PostJson.Default.PostRecord) != json, "a record that is read as another");
    }

    private async Task KeepAsync(FuzzInput input, List<PostRecord> records, CancellationToken cancellationToken)
    {
        var account = AccountId.Parse($"instagram:fuzz{input.Index}");
        if (await scans.FindAsync(account, cancellationToken) is not null)
            return;

        await scans.AddPostsAsync(account, records, mayMove: true, read: null, new ScanProgress(), cancellationToken);
        var ids = posts.ListAsync(account, cancellationToken).Select(record => record.Post.Id);
        var kept = await ids.ToHashSetAsync(cancellationToken: cancellationToken);
        FaultException.ThrowIf(!kept.SetEquals(records.Select(record => record.Post.Id)), "posts that are not kept");
    }
}
