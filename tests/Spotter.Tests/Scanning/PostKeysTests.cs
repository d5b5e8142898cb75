using FsCheck;
using FsCheck.Fluent;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

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

    private static string KeyAt(int seconds, string id) =>
        PostKeys.Of(new Post { Id = id, PostedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds) });
}
