using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Scanning;

/// <summary>Stores the files of a post's videos, when all is said of its pictures. What fails waits as pictures do.</summary>
public sealed class VideoStep(
    PostSources sources, PostRepository posts, FetchFailures failures, RetryPolicy retries, VideoDownloader? downloader = null)
{
    /// <summary>Stores those that are missing, one after the other: they may be large.</summary>
    public async Task<PostStep> RunAsync(PostTask input, Versioned<PostRecord> stored, CancellationToken cancellationToken)
    {
        if (!retries.IsDue(stored.Value.DueAt))
            return PostGuard.Waiting(input, stored.Value) with { Stage = stored.Value.Stage };

        var before = stored.Value;
        var failed = new List<SourceFailure>();
        var post = before;
        for (var i = 0; i < post.Videos!.Count; i++)
            if (post.Videos[i].IsMissing)
            {
                var (video, failure) = await FetchAsync(input, post, i, cancellationToken);
                post = post with { Videos = [.. post.Videos.Select((other, at) => at == i ? video : other)] };
                if (video.IsMissing)
                    failed.Add(failure!);
                else if (post.OwesVideos)
                    stored = await KeepAsync(input, stored, post, cancellationToken);
            }

        post = failed.Count == 0 ? PostRecord.EndVideos(post) : failures.Wait(post, failed);
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return StepOf(input, before, post);
    }

    // A crash costs one video, and not those before it.
    private async Task<Versioned<PostRecord>> KeepAsync(
        PostTask input, Versioned<PostRecord> stored, PostRecord post, CancellationToken cancellationToken)
    {
        await posts.SaveAsync(input.Account, input.PostKey, stored, post, [], cancellationToken);
        return await posts.GetAsync(input, cancellationToken);
    }

    private async Task<(VideoRecord Video, SourceFailure? Failure)> FetchAsync(
        PostTask input, PostRecord post, int index, CancellationToken cancellationToken)
    {
        var source = sources.Get(input.Account.Source);
        if (post.Post.Videos?.ElementAtOrDefault(index)?.Address is not { } address)
            return (VideoRecord.Of(new PostVideo(null)), null);

        var download = downloader is null
            ? VideoDownloader.KeepsNone
            : await source.FetchVideoAsync(address, downloader, cancellationToken);
        if (download.Failure is not { } failure)
            return (new VideoRecord { Id = download.Id, Length = download.Length }, null);

        var failed = failures.Fail(source, post.Videos![index], failure);
        return (download.IsFinal ? failed.Lose(failure.Message) : failed, failure);
    }

    private static PostStep StepOf(PostTask input, PostRecord before, PostRecord post)
    {
        var step = post.DueAt is null
            ? new PostStep { Stage = post.Stage, Problem = FindLoss(input, before, post) }
            : PostGuard.Waiting(input, post);
        var kept = post.Videos!.Count(video => video.Id is not null) - before.Videos!.Count(video => video.Id is not null);
        return step with { Counts = new ScanCounts { Videos = kept }, WasTried = post.Attempts > before.Attempts };
    }

    private static string? FindLoss(PostTask input, PostRecord before, PostRecord post)
    {
        var lost = post.Videos!.Where((video, i) => video.IsLost && !before.Videos![i].IsLost).ToList();
        return lost.Count == 0
            ? null
            : $"Post {post.Post.Id} of {input.Account} is kept without {(lost.Count == 1 ? "a video" : $"{lost.Count} videos")}: "
                + $"{lost[0].Failure}";
    }
}
