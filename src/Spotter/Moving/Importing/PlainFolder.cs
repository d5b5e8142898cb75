using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Moving.Importing;

/// <summary>Pictures of which nothing else is known: each is a post, as in an account of the source <c>folder</c>.</summary>
internal sealed class PlainFolder(
    string folder, AccountId? account, IPostSource source, ArrivedPictures pictures, TimeProvider time) : IArrival
{
    public string Kind => "a folder of pictures";

    private AccountId FindOwner() => account ?? (AccountId.TryParse($"{source.Name}:{folder}", out var named)
        ? named
        : throw new CollectingException($"{folder} cannot name an account. Name one: --account instagram-web:NAME"));

    public async IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var owner = FindOwner();
        var page = await source.FetchPageAsync(new PageRequest(folder, null, int.MaxValue - 1), cancellationToken);
        if ((page.Failure?.Message ?? page.Notice) is { } problem)
            tally.Tell(problem);
        else if (page.Posts.Count == 0)
            tally.Tell($"{folder} holds no export, no JSON of instaloader or gallery-dl that tells of a post, and no picture.");
        foreach (var post in page.Posts)
        {
            var picture = await pictures.TakeAsync(Path.Combine(folder, post.Id), wanted: null, cancellationToken);
            if (picture.Failure is { } failure)
                tally.Tell(failure);
            else
                yield return new ArrivedPost(
                    owner,
                    new PostRecord { Post = post, FoundAt = time.GetUtcNow(), Stage = PostStage.Done, Pictures = [picture] },
                    []);
        }
    }
}
