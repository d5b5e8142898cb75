using System.Text;
using Spotter.Moving.Copying;
using Spotter.Pictures;
using Spotter.Sources;
using Spotter.State;

namespace Spotter.Tests.Moving;

/// <summary>State and pictures move from one host's stores to another's.</summary>
public sealed class StoreCopyTests
{
    [Fact]
    public async Task Everything_is_the_same_on_the_other_side_and_what_is_there_is_not_copied_again()
    {
        await using var here = new MovingWorld();
        await using var there = new MovingWorld();
        await here.AddAsync("instagram:dave", posts: 120, pictures: 2);
        await here.AddAsync("feed:https://example.com/ä?b#c", posts: 3);

        var first = await CopyAsync(here, there);
        var second = await CopyAsync(here, there);

        Assert.Equal(await here.StateAsync(), await there.StateAsync());
        Assert.Equal((243, 243, 0), (first.Pictures, first.PicturesCopied, first.Problems.Count));
        Assert.Equal(first.Records, first.RecordsCopied);
        Assert.Equal((0, 0), (second.PicturesCopied, second.RecordsCopied));
    }

    [Fact]
    public async Task What_belongs_to_an_account_becomes_the_same_and_other_accounts_stay()
    {
        await using var here = new MovingWorld();
        await using var there = new MovingWorld();
        await here.AddAsync("instagram:dave", posts: 3);
        await CopyAsync(here, there);
        await there.AddAsync("instagram:anna", posts: 2);
        var store = here.Get<IStateStore>();
        await ChangeAsync(store, "instagram:dave", StateChange.Put("todo/x", Encoding.UTF8.GetBytes("{}")));
        await ChangeAsync(there.Get<IStateStore>(), "instagram:dave", StateChange.Put("todo/y", Encoding.UTF8.GetBytes("{}")));

        await CopyAsync(here, there);

        var state = await there.StateAsync();
        Assert.Empty((await here.StateAsync()).Except(state));
        Assert.All(state.Except(await here.StateAsync()), record => Assert.Contains("anna", record));
    }

    [Fact]
    public async Task Pictures_are_removed_only_when_all_of_it_is_the_same_and_come_back()
    {
        await using var here = new MovingWorld();
        await using var there = new MovingWorld();
        await here.AddAsync("instagram:dave", posts: 4);
        var ids = (await here.PostsAsync("instagram:dave")).Select(post => post.Pictures[0].Id!.Value).ToList();
        var damaged = here.Get<IPictureFiles>().Find(ids[0])!;
        var whole = await File.ReadAllBytesAsync(damaged);
        await File.WriteAllBytesAsync(damaged, whole[..^1]);

        var doubtful = await CopyAsync(here, there, removes: true);
        await File.WriteAllBytesAsync(damaged, whole);
        var sure = await CopyAsync(here, there, removes: true);

        Assert.Equal(0, doubtful.Removed);
        Assert.Contains("is damaged where it comes from", doubtful.Problems[0]);
        Assert.Equal((4, 0), (sure.Removed, sure.Problems.Count));
        Assert.All(ids, id => Assert.Null(here.Get<IPictureFiles>().Find(id)));

        Assert.Equal(4, (await CopyAsync(there, here)).PicturesCopied);
        Assert.All(ids, id => Assert.NotNull(here.Get<IPictureFiles>().Find(id)));
    }

    [Fact]
    public async Task Videos_go_along_and_are_removed_only_when_they_are_the_same_there()
    {
        await using var here = new MovingWorld();
        await using var there = new MovingWorld();
        await here.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await here.AddVideoAsync("instagram:dave", "8", pictures: 0, new PostVideo("https://x/8b.mp4"));
        var files = here.VideoFiles();
        await CopyAsync(here, there);
        var copy = there.Get<IVideoStore>().Find(PictureId.OfHash(Convert.FromHexString(Path.GetFileNameWithoutExtension(files[0]))))!;
        var source = here.Get<IVideoStore>().Find(PictureId.OfHash(Convert.FromHexString(Path.GetFileNameWithoutExtension(files[0]))))!;
        var whole = await File.ReadAllBytesAsync(source);
        await File.WriteAllBytesAsync(copy, new byte[whole.Length]);
        await File.WriteAllBytesAsync(source, whole[..^1]);

        var doubtful = await CopyAsync(here, there, removes: true);
        await File.WriteAllBytesAsync(source, whole);
        var sure = await CopyAsync(here, there, removes: true);

        Assert.Equal((2, 0, 0), (doubtful.Videos, doubtful.VideosCopied, doubtful.VideosRemoved));
        Assert.StartsWith("Video ", Assert.Single(doubtful.Problems));
        Assert.Equal((2, 1, 2, 0), (sure.Videos, sure.VideosCopied, sure.VideosRemoved, sure.Problems.Count));
        Assert.Equal(files, there.VideoFiles());
        Assert.Empty(here.VideoFiles());
        Assert.Equal(2, (await CopyAsync(there, here)).VideosCopied);
        Assert.Equal(files, here.VideoFiles());
    }

    [Fact]
    public async Task What_a_power_failure_left_of_a_copy_is_copied_again()
    {
        await using var here = new MovingWorld();
        await using var there = new MovingWorld();
        await here.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await CopyAsync(here, there);
        var post = Assert.Single(await here.PostsAsync("instagram:dave"));
        string[] copies =
            [there.Get<IPictureFiles>().Find(post.Pictures[0].Id!.Value)!, there.Get<IVideoStore>().Find(post.Videos![0].Id!.Value)!];
        var whole = copies.Select(File.ReadAllBytes).ToList();
        foreach (var copy in copies)
            await File.WriteAllBytesAsync(copy, new byte[new FileInfo(copy).Length]);

        var again = await CopyAsync(here, there);

        Assert.Empty(again.Problems);
        Assert.Equal(whole, copies.Select(File.ReadAllBytes));
    }

    private static Task<CopySummary> CopyAsync(MovingWorld from, MovingWorld to, bool removes = false) => new StoreCopy(
        from.Get<IStateStore>(),
        to.Get<IStateStore>(),
        from.Get<IPictureInventory>(),
        to.Get<IPictureInventory>(),
        from.Get<IVideoInventory>(),
        to.Get<IVideoInventory>())
        .RunAsync(removes, (_, _, _) => { }, CancellationToken.None);

    private static async Task ChangeAsync(IStateStore store, string partition, StateChange change) =>
        Assert.True(await store.TryChangeAsync(partition, [change], CancellationToken.None));
}
