namespace Spotter.Posts;

/// <summary>Gives a post the files that it lacks and another record of it has.</summary>
internal static class PostCompletion
{
    /// <summary>
    /// The post with the pictures and videos that another record of it brings; null where that brings none. What is known of the others
    /// stays. A post of which a part alone was known, as where the file that tells of the rest could not be read, gets the rest.
    /// </summary>
    public static PostRecord? Find(PostRecord mine, PostRecord other)
    {
        var places = PlacesOf(
            [.. mine.Post.Pictures.Select(picture => picture.Address)], [.. other.Post.Pictures.Select(picture => picture.Address)]);
        var videoPlaces = PlacesOf(AddressesOf(mine), AddressesOf(other));
        var pictures = mine.IsJudged || mine.Stage == PostStage.Discovered ? Merge(mine.Pictures, PicturesFor(mine, other), places) : null;
        var videos = Merge(mine.Videos ?? [], other.Videos ?? [], videoPlaces);
        if (pictures is null && videos is null)
            return null;

        var isMore = pictures?.Count > mine.Pictures.Count;
        var known = isMore
            ? mine.Post.Videos?.Select(video => video with { Cover = video.Cover is { } at ? places!.ElementAtOrDefault(at) : null })
            : mine.Post.Videos;
        return End(mine, mine with
        {
            Post = mine.Post with
            {
                Pictures = isMore ? other.Post.Pictures : mine.Post.Pictures,
                Videos = videos is not null && videos.Count != mine.Videos?.Count ? other.Post.Videos : known?.ToList(),
                IsVideo = isMore ? other.Post.IsVideo : mine.Post.IsVideo,
            },
            Pictures = pictures ?? mine.Pictures,
            Videos = videos ?? mine.Videos,
        });
    }

    private static string?[] AddressesOf(PostRecord post) =>
        post.Videos is null ? [] : [.. (post.Post.Videos ?? []).Select(video => video.Address)];

    // Scores of another model are not this post's.
    private static IReadOnlyList<PictureRecord> PicturesFor(PostRecord mine, PostRecord other) =>
        (mine.Model, mine.ModelVersion) == (other.Model, other.ModelVersion)
            ? other.Pictures
            : [.. other.Pictures.Select(picture => picture with { Scores = [], IsScoredWithoutWords = false, AsksForWords = false })];

    // Addresses of one post may have changed since; where there are more of them, only these tell which are known.
    private static int[]? PlacesOf(string?[] mine, string?[] other)
    {
        if (mine.Length == other.Length)
            return [.. Enumerable.Range(0, mine.Length)];

        var places = new int[mine.Length];
        var at = -1;
        for (var i = 0; i < mine.Length; i++)
        {
            at = mine[i] is null ? -1 : Array.IndexOf(other, mine[i], at + 1);
            if (at < 0)
                return null;

            places[i] = at;
        }

        return places;
    }

    private static List<T>? Merge<T>(IReadOnlyList<T> mine, IReadOnlyList<T> other, int[]? places) where T : FetchedFile
    {
        if (places?.Length != mine.Count)
            return null;

        var merged = other.ToList();
        var isChanged = false;
        for (var i = 0; i < other.Count; i++)
        {
            var known = Array.IndexOf(places, i) is >= 0 and var at ? mine[at] : null;
            if (known is not null && (known.Id is not null || other[i].Id is null))
                merged[i] = known;
            else
                isChanged |= other[i].Id is not null;
        }

        return isChanged ? merged : null;
    }

    private static PostRecord End(PostRecord mine, PostRecord post)
    {
        if (post.Stage == PostStage.Failed && mine.Pictures.All(picture => picture.Id is null)
            && post.Pictures.Any(picture => picture.Id is not null))
            post = post with { Stage = PostStage.Done };
        // What came is judged with the others when somebody asks for that.
        if (post.Pictures.Where(picture => picture.Scores.Count == 0).Any(picture => !mine.Pictures.Contains(picture)))
            post = post with { ModelVersion = null };
        return post.Stage == PostStage.Discovered && !post.Pictures.Any(picture => picture.IsMissing)
            ? post with { Attempts = 0, FailingSince = null, DueAt = null, Reason = null }
            : PostRecord.EndVideos(post);
    }
}
