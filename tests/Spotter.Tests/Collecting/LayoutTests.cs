using System.Text.Json;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Collecting.Layouts;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Sources;
using Spotter.Tests.Moving;

namespace Spotter.Tests.Collecting;

/// <summary>Files that look as if another program had fetched them.</summary>
public sealed class LayoutTests
{
    public static TheoryData<IFileLayout, string> Layouts => new()
    {
        { new InstaloaderLayout(), "dave" },
        { new GalleryLayout(), "instagram/dave" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task What_is_written_in_the_form_of_another_program_comes_in_again(IFileLayout layout, string folder)
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 2, pictures: 3);
        await world.AddPostAsync("instagram:dave", "9", "https://www.instagram.com/p/A_b-9/", pictures: 1);
        await WriteAsync(world, layout);

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf($"out/{folder}"));

        Assert.Equal((3, 0, null), (import.Added, import.Failed, import.Notice));
        Assert.Equal((await world.PostsAsync("instagram:dave")).Select(Known), (await other.PostsAsync("instagram:dave")).Select(Known));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_with_the_account_and_what_to_do()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 1);
        Directory.CreateDirectory(world.PathOf("out"));
        await File.WriteAllTextAsync(world.PathOf("out/instagram_dave"), "where its pictures would be");
        var request = new FilesRequest { Folder = world.PathOf("out"), Layout = new PatternLayout(FilePattern.Parse(FilePattern.Usual)) };

        var error = await Assert.ThrowsAsync<IOException>(() =>
            world.Get<AccountFiles>().WriteAsync(AccountId.Parse("instagram:dave"), request, CancellationToken.None));

        Assert.StartsWith($"The files of instagram:dave cannot be written below {world.PathOf("out")}: ", error.Message);
        Assert.Contains("run the same command again", error.Message);
        Assert.Equal(["instagram_dave"], Directory.GetFileSystemEntries(world.PathOf("out")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Instaloader_names_by_the_time_and_gallery_dl_by_the_id()
    {
        await using var world = new MovingWorld();
        await world.AddPostAsync("instagram:dave", "9", "https://www.instagram.com/p/A_b-9/", pictures: 1);
        await world.AddPostAsync("instagram:dave", "10", null, pictures: 2);
        await WriteAsync(world, new InstaloaderLayout());
        await WriteAsync(world, new GalleryLayout());

        var time = $"{world.Time.GetUtcNow():yyyy-MM-dd_HH-mm-ss}_UTC";
        // Both are of one second.
        Assert.Equal(
            [$"{time}.json", $"{time}.txt", $"{time}_1.jpg", $"{time}_2.jpg", $"{time}_9.jpg", $"{time}_9.json", $"{time}_9.txt"],
            NamesIn(world, "out/dave"));
        Assert.Equal(
            ["10_1.jpg", "10_1.jpg.json", "10_2.jpg", "10_2.jpg.json", "9.jpg", "9.jpg.json"], NamesIn(world, "out/instagram/dave"));
    }

    [Fact]
    public async Task A_video_is_called_as_its_cover_is()
    {
        await using var world = new MovingWorld();
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await world.AddVideoAsync(
            "instagram:mary", "8", pictures: 2, new PostVideo("https://x/a.mp4", 1), new PostVideo("https://x/b.mp4"));
        foreach (var account in new[] { "instagram:dave", "instagram:mary" })
            foreach (var layout in new IFileLayout[] { new InstaloaderLayout(), new GalleryLayout(), new PatternLayout(
                FilePattern.Parse("all/{handle}_{id}_{n}.{ext}"), Sidecars.Json) })
                Assert.NotEqual(0, (await WriteAsync(world, layout, account)).Videos);

        var time = $"{world.Time.GetUtcNow():yyyy-MM-dd_HH-mm-ss}_UTC";
        Assert.Equal([$"{time}.jpg", $"{time}.json", $"{time}.mp4", $"{time}.txt"], NamesIn(world, "out/dave"));
        Assert.Equal(
            [$"{time}.json", $"{time}.txt", $"{time}_1.jpg", $"{time}_2.jpg", $"{time}_2.mp4", $"{time}_3.mp4"],
            NamesIn(world, "out/mary"));
        Assert.Equal(["9.jpg", "9.jpg.json", "9.mp4", "9.mp4.json"], NamesIn(world, "out/instagram/dave"));
        Assert.Equal(
            [
                "dave_9_1.jpg", "dave_9_1.json", "dave_9_1.mp4", "mary_8_1.jpg", "mary_8_1.json", "mary_8_2.jpg", "mary_8_2.mp4",
                "mary_8_3.mp4",
            ],
            NamesIn(world, "out/all"));
        var node = JsonDocument.Parse(await File.ReadAllTextAsync(world.PathOf($"out/dave/{time}.json"))).RootElement.GetProperty("node");
        Assert.Equal(
            ["GraphVideo", "True", "https://x/9.mp4"],
            new[] { "__typename", "is_video", "video_url" }.Select(name => $"{node.GetProperty(name)}"));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_video_in_the_form_of_another_program_comes_in_again_as_one(IFileLayout layout, string folder)
    {
        await using var world = new MovingWorld();
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await WriteAsync(world, layout);

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf($"out/{folder}"));

        Assert.Equal((1, 0), (import.Added, import.Failed));
        var post = Assert.Single(await other.PostsAsync("instagram:dave"));
        Assert.Equal((true, 1), (post.Post.IsVideo, post.Pictures.Count));
    }

    [Fact]
    public async Task A_post_is_called_the_same_whichever_others_of_its_second_are_asked_for()
    {
        await using var world = new MovingWorld();
        await world.AddPostAsync("instagram:dave", "9", null, pictures: 1);
        await world.AddPostAsync("instagram:dave", "10", null, pictures: 1);
        await WriteAsync(world, new InstaloaderLayout());
        var before = ReadAll(world, "out/dave");

        foreach (var id in new[] { "9", "10" })
            await WriteAsync(world, new InstaloaderLayout(), where: $"caption has nothing or likes = {id}");

        Assert.Equal(before, ReadAll(world, "out/dave"));
        // One that is found later takes no name away.
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.AddPostAsync("instagram:dave", "1", null, pictures: 1, postedAt: world.Time.GetUtcNow().AddHours(-1));
        await WriteAsync(world, new InstaloaderLayout());
        Assert.Equal(before, ReadAll(world, "out/dave").Intersect(before));
    }

    [Fact]
    public async Task Odd_names_lead_nowhere_else()
    {
        await using var world = new MovingWorld();
        await world.AddPostAsync("feed:https://example.com/../a", "../../evil", null, pictures: 1);
        foreach (var layout in new IFileLayout[] { new InstaloaderLayout(), new GalleryLayout() })
            await WriteAsync(world, layout, "feed:https://example.com/../a");

        Assert.Empty(Directory.GetFiles(world.PathOf("."), "*evil*"));
        Assert.All(
            Directory.GetFiles(world.PathOf("out"), "*", SearchOption.AllDirectories),
            file => Assert.StartsWith(world.PathOf("out"), Path.GetFullPath(file), StringComparison.Ordinal));
    }

    private static Task<FilesSummary> WriteAsync(
        MovingWorld world, IFileLayout layout, string account = "instagram:dave", string? where = null) =>
        world.Get<AccountFiles>().WriteAsync(
            AccountId.Parse(account),
            new FilesRequest
            {
                Folder = world.PathOf("out"),
                Layout = layout,
                Where = where is null ? null : RuleCondition.Parse(where, null),
            },
            CancellationToken.None);

    private static List<string> ReadAll(MovingWorld world, string folder) =>
        [.. NamesIn(world, folder).Where(name => !name!.EndsWith(".jpg", StringComparison.Ordinal)).Select(
            name => $"{name}: {File.ReadAllText(Path.Combine(world.PathOf(folder), name!))}")];

    private static List<string?> NamesIn(MovingWorld world, string folder) =>
        [.. Directory.GetFiles(world.PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static string Known(PostRecord post) => $"{post.Post with { Pictures = [], Link = null, Raw = null, CommentTexts = null }} "
        + string.Join(", ", post.Pictures.Select((picture, at) => (picture.Id, post.Post.Pictures[at])));
}
