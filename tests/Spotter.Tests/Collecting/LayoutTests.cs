using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Collecting.Layouts;
using Spotter.Posts;
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

    private static Task<FilesSummary> WriteAsync(MovingWorld world, IFileLayout layout, string account = "instagram:dave") =>
        world.Get<AccountFiles>().WriteAsync(
            AccountId.Parse(account), new FilesRequest { Folder = world.PathOf("out"), Layout = layout }, CancellationToken.None);

    private static List<string?> NamesIn(MovingWorld world, string folder) =>
        [.. Directory.GetFiles(world.PathOf(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static string Known(PostRecord post) => $"{post.Post with { Pictures = [], Link = null, Raw = null, CommentTexts = null }} "
        + string.Join(", ", post.Pictures.Select((picture, at) => (picture.Id, post.Post.Pictures[at])));
}
