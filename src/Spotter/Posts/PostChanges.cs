using Spotter.State;

namespace Spotter.Posts;

/// <summary>The changes that add a post to its account's partition.</summary>
internal static class PostChanges
{
    /// <summary>How many posts one group of changes adds, with one change of another kind.</summary>
    public const int PostsPerGroup = (IStateStore.MaxChanges - 1) / 3;

    /// <summary>The changes of one post.</summary>
    /// <param name="post">The post.</param>
    /// <param name="mayMove">True where it is known by its id from now on, whatever time it comes with.</param>
    public static IEnumerable<StateChange> ToAdd(PostRecord post, bool mayMove)
    {
        var key = PostKeys.Of(post.Post);
        yield return StateChange.Add(PostKeys.Prefix + key, post, PostJson.Default.PostRecord);
        if (mayMove)
            yield return StateChange.Put(PostKeys.PlaceOf(post.Post.Id), new PostPlace(key), PostJson.Default.PostPlace);
        if (!post.IsSettled)
            yield return StateChange.Put(PostKeys.ToDoPrefix + key, new ToDoMarker(), PostJson.Default.ToDoMarker);
    }
}
