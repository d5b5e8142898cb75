using Spotter.Accounts;
using Spotter.Contracts.Pictures;
using Spotter.Moving.Exporting;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using static Spotter.Tests.Moving.ImportSamples;

namespace Spotter.Tests.Moving;

/// <summary>What an import could not read for a moment comes with the next one.</summary>
public sealed class LateFilesTests
{
    private const string Account = "instagram:dave";

    [Fact]
    public async Task A_picture_that_could_not_be_read_is_told_and_comes_with_the_next_import()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "many_1.jpg", Plate);
        LinkToItself(folder, "many_2.jpg");
        Write(folder, "many.json", Instaloader(NodeOf("32", 1_683_028_800, "Two", 7, 0, "a", "b")));
        LinkToItself(folder, "one.jpg");
        Write(folder, "one.json", Instaloader(NodeOf("31", 1_682_942_400, "One", 1, 1)));
        var first = await world.ImportAsync(folder);
        var again = await world.ImportAsync(folder);
        var before = await world.PostsAsync("instagram-web:dave");

        Replace(folder, "many_2.jpg", Soup);
        Replace(folder, "one.jpg", Soup);
        var whole = await world.ImportAsync(folder);
        var last = await world.ImportAsync(folder);

        Assert.Equal((2, 2), (first.Added, first.Failed));
        Assert.Equal((0, 0, 2), (again.Added, again.Completed, again.Failed));
        Assert.Equal([PostStage.Done, PostStage.Failed], before.Select(post => post.Stage));
        Assert.Equal((0, 2, 2, 0), (whole.Added, whole.Known, whole.Completed, whole.Failed));
        Assert.Equal((0, 0), (last.Completed, last.Failed));
        var posts = await world.PostsAsync("instagram-web:dave");
        Assert.All(posts, post => Assert.Equal((PostStage.Done, null), (post.Stage, post.Reason)));
        Assert.Equal(
            [PictureId.Of(Plate), PictureId.Of(Soup), PictureId.Of(Soup)],
            posts.SelectMany(post => post.Pictures).Select(picture => picture.Id!.Value));
    }

    [Fact]
    public async Task A_part_of_a_post_of_which_the_description_could_not_be_read_comes_in_its_place()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        foreach (var (name, bytes, number) in new[]
        {
            ("1.jpg", Plate, 1), ("2.jpg", Soup, 2), ("3.jpg", Draw("green"), 3), ("3.mp4", SampleVideos.Mp4(), 3),
        })
        {
            Write(folder, name, bytes);
            Write(folder, $"{name}.json", Gallery(
                $"\"post_id\":\"32\",\"num\":{number},\"url\":\"https://x/{name}\"", Path.GetExtension(name)[1..]));
        }

        var description = await File.ReadAllBytesAsync(Path.Combine(folder, "2.jpg.json"));
        File.Delete(Path.Combine(folder, "2.jpg.json"));
        LinkToItself(folder, "2.jpg.json");
        var first = await world.ImportAsync(folder);
        var before = Assert.Single(await world.PostsAsync("instagram-web:dave"));

        Replace(folder, "2.jpg.json", description);
        var second = await world.ImportAsync(folder);

        Assert.Equal((1, 1, 2), (first.Added, first.Failed, before.Pictures.Count));
        Assert.Equal((0, 1, 0), (second.Added, second.Completed, second.Failed));
        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"));
        Assert.Equal(["https://x/1.jpg", "https://x/2.jpg", "https://x/3.jpg"], post.Post.Pictures.Select(picture => picture.Address));
        Assert.Equal(
            [PictureId.Of(Plate), PictureId.Of(Soup), PictureId.Of(Draw("green"))],
            post.Pictures.Select(picture => picture.Id!.Value));
        Assert.Equal((1, 2), (before.Post.Videos![0].Cover, Assert.Single(post.Post.Videos!).Cover));
        Assert.Equal(before.Videos![0].Id, Assert.Single(post.Videos!).Id);
    }

    [Fact]
    public async Task A_picture_that_a_scan_gave_up_comes_with_an_export_that_has_it()
    {
        await using var world = new MovingWorld();
        await world.AddAsync(Account, posts: 1, pictures: 3);
        await world.ExportAsync(world.Request(ExportFormat.Tar));
        var before = await world.StateAsync();
        await ChangeAsync(world, post => post with { Reason = "It was gone.", Pictures = WithoutSecond(post, Lost) });

        var import = await world.ImportAsync(world.PathOf("out"));

        Assert.Equal((1, 0), (import.Completed, import.Failed));
        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task What_another_model_said_of_it_does_not_come_and_a_model_that_is_asked_again_judges_it()
    {
        await using var world = new MovingWorld();
        await world.AddAsync(Account, posts: 1, pictures: 3);
        await world.ExportAsync(world.Request(ExportFormat.Tar));
        await ChangeAsync(world, post => post with { Model = "cakes", Pictures = WithoutSecond(post, Lost) });

        await world.ImportAsync(world.PathOf("out"));

        var post = Assert.Single(await world.PostsAsync(Account));
        Assert.Equal([2, 0, 2], post.Pictures.Select(picture => picture.Scores.Count));
        Assert.Equal(("cakes", null, true), (post.Model, post.ModelVersion, post.Pictures[1].Id is not null));
    }

    [Fact]
    public async Task A_picture_that_a_scan_still_tries_to_fetch_comes_and_the_scan_goes_on_at_once()
    {
        await using var world = new MovingWorld();
        await world.AddAsync(Account, posts: 1, pictures: 3);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        var now = world.Time.GetUtcNow();
        await ChangeAsync(world, post => post with
        {
            Stage = PostStage.Discovered,
            Attempts = 4,
            FailingSince = now,
            DueAt = now.AddHours(6),
            Reason = "The server is away.",
            Pictures = WithoutSecond(post, new PictureRecord { Failure = "The server is away." }),
        });

        await world.ImportAsync(world.PathOf("out"));

        var post = Assert.Single(await world.PostsAsync(Account));
        Assert.Equal((PostStage.Discovered, 0, null, null), (post.Stage, post.Attempts, post.DueAt, post.Reason));
        Assert.All(post.Pictures, picture => Assert.NotNull(picture.Id));
        var toDo = await world.Get<PostRepository>().ListToDoAsync(AccountId.Parse(Account), CancellationToken.None).ToListAsync();
        Assert.Null(Assert.Single(toDo).DueAt);
    }

    [Fact]
    public async Task A_post_of_other_pictures_stays_as_it_is()
    {
        await using var world = new MovingWorld();
        await world.AddAsync(Account, posts: 1, pictures: 3);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        await ChangeAsync(world, post => post with
        {
            Post = post.Post with { Pictures = [new PostPicture("https://x/other.jpg"), post.Post.Pictures[0]] },
            Pictures = [Lost, post.Pictures[0]],
        });
        var before = await world.StateAsync();

        var import = await world.ImportAsync(world.PathOf("out"));

        Assert.Equal(0, import.Completed);
        Assert.Equal(before, await world.StateAsync());
    }

    private static PictureRecord Lost => new() { IsLost = true, Failure = "It was gone." };

    private static PictureRecord[] WithoutSecond(PostRecord post, PictureRecord second) =>
        [post.Pictures[0], second, .. post.Pictures.Skip(2)];

    private static async Task ChangeAsync(MovingWorld world, Func<PostRecord, PostRecord> change)
    {
        var (posts, account) = (world.Get<PostRepository>(), AccountId.Parse(Account));
        var key = PostKeys.Of(Assert.Single(await world.PostsAsync(Account)).Post);
        var stored = (await posts.FindAsync(account, key, CancellationToken.None))!;
        await posts.SaveAsync(account, key, stored, change(stored.Value), [], CancellationToken.None);
    }

    // As little to be read as what a disk does not give.
    private static void LinkToItself(string folder, string name) => File.CreateSymbolicLink(Path.Combine(folder, name), name);

    private static void Replace(string folder, string name, byte[] bytes)
    {
        File.Delete(Path.Combine(folder, name));
        Write(folder, name, bytes);
    }
}
