using Spotter.State;

namespace Spotter.Posts;

/// <summary>The changes that keep a post and its marker in step in its account's partition.</summary>
internal static class PostChanges
{
    /// <summary>How many posts one group of changes adds, with one change of another kind.</summary>
    public const int PostsPerGroup = (IStateStore.MaxChanges - 1) / 3;

    /// <summary>The changes that add one post.</summary>
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

    /// <summary>What changes of the marker of a post that is not settled, where anything does.</summary>
    public static IEnumerable<StateChange> ToMark(string postKey, PostRecord before, PostRecord post)
    {
        if (post.IsSettled)
            return [StateChange.Delete(PostKeys.ToDoPrefix + postKey)];

        return before.IsSettled || MarkerOf(post) != MarkerOf(before)
            ? [StateChange.Put(PostKeys.ToDoPrefix + postKey, MarkerOf(post), PostJson.Default.ToDoMarker)]
            : [];
    }

    private static ToDoMarker MarkerOf(PostRecord post) => new(post.DueAt, post.OwesAlert || post.Stage == PostStage.Classified);
}
