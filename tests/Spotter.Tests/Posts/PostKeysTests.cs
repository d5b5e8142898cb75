using FsCheck;
using FsCheck.Fluent;
using Spotter.Posts;
using Spotter.Sources;

namespace Spotter.Tests.Posts;

public sealed class PostKeysTests
{
    [Fact]
    public void Newer_posts_sort_first_whatever_their_ids() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), seconds =>
        {
            var (first, second) = (KeyAt(seconds.Item1, "z"), KeyAt(seconds.Item2, "a"));
            return seconds.Item1 == seconds.Item2 || string.CompareOrdinal(first, second) < 0 == seconds.Item1 > seconds.Item2;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Posts_of_one_second_have_keys_of_their_own() => Assert.NotEqual(KeyAt(7, "a"), KeyAt(7, "b"));

    [Fact]
    public void Ids_that_no_key_can_hold_have_keys_of_their_own_all_the_same()
    {
        string[] keys = [.. new[] { "a\nb.jpg", "a\rb.jpg", "half \ud83c.jpg", "half \ud83d.jpg", "\udf72" }.Select(id => KeyAt(7, id))];

        Assert.All(keys, key => Assert.True(Spotter.State.StateKey.CanBePart(key)));
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void The_key_of_an_alert_of_the_longest_id_fits()
    {
        foreach (var length in new[] { 400, 401, 4_000 })
            Assert.True(Spotter.State.StateKey.CanBePart($"alert/{KeyAt(7, new string('i', length))}/{new string('a', 32)}"));
        Assert.NotEqual(KeyAt(7, new string('i', 4_000)), KeyAt(7, new string('i', 4_001)));
    }

    [Fact]
    public void A_key_says_what_its_post_is_and_when_it_was_posted()
    {
        var post = PostKeys.Read(KeyAt(7, "a-b"));

        Assert.Equal(("a-b", DateTimeOffset.UnixEpoch.AddSeconds(7)), (post.Id, post.PostedAt));
        Assert.Equal(KeyAt(7, "a-b"), PostKeys.Of(post));
    }

    private static string KeyAt(int seconds, string id) =>
        PostKeys.Of(new Post { Id = id, PostedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds) });
}
