using System.Diagnostics;
using System.Text;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Collecting.Layouts;
using Spotter.Contracts.Pictures;
using Spotter.Moving.Importing;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Sources;
using static Spotter.Tests.Moving.ImportSamples;

namespace Spotter.Tests.Moving;

/// <summary>What instaloader and gallery-dl left in a folder comes in as posts.</summary>
public sealed class DownloadedFolderTests
{
    [Fact]
    public async Task A_folder_of_instaloader_becomes_posts_with_their_carousels()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "2023-05-01_12-00-00_UTC.jpg", Plate);
        Write(folder, "2023-05-01_12-00-00_UTC.json", Instaloader(NodeOf("31", 1_682_942_400, "Soup 🍲", likes: 54, comments: 3)));
        Write(folder, "2023-05-02_12-00-00_UTC_1.jpg", Soup);
        Write(folder, "2023-05-02_12-00-00_UTC_2.jpg", Plate);
        Write(folder, "2023-05-02_12-00-00_UTC.json", Instaloader(NodeOf("32", 1_683_028_800, "Two", 7, 0, "a", "b", "c")));
        Write(folder, "2023-05-03_profile_pic.jpg", Soup);
        Write(folder, "dave_1234.json", """{"node":{"username":"dave"},"instaloader":{"node_type":"Profile"}}"""u8.ToArray());
        Write(folder, "2023-05-04_12-00-00_UTC.json", "{\"node\":"u8.ToArray());

        var first = await world.ImportAsync(folder);
        var second = await world.ImportAsync(folder);

        var posts = await world.PostsAsync("instagram-web:dave");
        Assert.Equal((2, 0, 2), (first.Added, first.Known, first.Failed));
        Assert.Equal((0, 2), (second.Added, second.Known));
        Assert.Equal(["32", "31"], posts.Select(post => post.Post.Id));
        Assert.Equal(("Soup 🍲", 54, 3), (posts[1].Post.Caption, posts[1].Post.Likes, posts[1].Post.Comments));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_682_942_400), posts[1].Post.PostedAt);
        Assert.Equal([PictureId.Of(Soup), PictureId.Of(Plate), null], posts[0].Pictures.Select(picture => picture.Id));
        Assert.All(posts, post => Assert.Equal(PostStage.Done, post.Stage));
        Assert.Contains("2023-05-03_profile_pic.jpg", first.Notice);
        Assert.Contains(first.Problems, problem => problem.Contains("05-04_12-00-00_UTC.json: it is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Videos_of_instaloader_are_kept_with_their_covers_and_one_that_is_none_costs_itself()
    {
        await using var world = new MovingWorld([new("Videos:MaxBytes", "9000")]);
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "reel.jpg", Soup);
        Write(folder, "reel.mp4", SampleVideos.Mp4(2_000));
        Write(folder, "reel.json", Instaloader(VideoOf("41")));
        Write(folder, "many_1.jpg", Plate);
        Write(folder, "many_2.jpg", Soup);
        // What it is says the file, not its name.
        Write(folder, "many_2.mp4", SampleVideos.WebM(3_000));
        Write(folder, "many.json", Instaloader(NodeOf("42", 1_683_028_800, "Two", 7, 0, "a", "b").Replace(
            "b.jpg\",\"is_video\":false", "b.jpg\",\"is_video\":true,\"video_url\":\"https://x/b.mp4\"")));
        foreach (var (name, bytes) in new[] { ("page", "<html>"u8.ToArray()), ("huge", SampleVideos.Mp4(10_000)), ("none", null) })
        {
            Write(folder, $"{name}.jpg", Plate);
            if (bytes is not null)
                Write(folder, $"{name}.mp4", bytes);
            Write(folder, $"{name}.json", Instaloader(VideoOf(name)));
        }

        var import = await world.ImportAsync(folder);

        var posts = (await world.PostsAsync("instagram-web:dave")).ToDictionary(post => post.Post.Id);
        Assert.Equal((5, 2, 2, null), (import.Added, import.Videos, import.Failed, import.Notice));
        Assert.Equal((PictureId.Of(SampleVideos.Mp4(2_000)), 0), (posts["41"].Videos![0].Id!.Value, posts["41"].Post.Videos![0].Cover));
        Assert.Equal(
            (PictureId.Of(SampleVideos.WebM(3_000)), 1, "https://x/b.mp4"),
            (posts["42"].Videos![0].Id!.Value, posts["42"].Post.Videos![0].Cover, posts["42"].Post.Videos![0].Address));
        Assert.Equal([".mp4", ".webm"], world.VideoFiles().Select(file => Path.GetExtension(file)).Order());
        Assert.Contains(import.Problems, problem => problem.Contains("page.mp4: it is not an MP4", StringComparison.Ordinal));
        Assert.Contains(import.Problems, problem => problem.Contains("(Videos:MaxBytes)", StringComparison.Ordinal));
        // --retry-failed asks for these; for one that was never fetched, a collection with videos does.
        Assert.True(posts["page"].Videos![0].IsLost && posts["page"].Pictures[0].Id is not null);
        Assert.Null(posts["none"].Videos);
    }

    [Fact]
    public async Task A_video_of_gallery_dl_is_kept_with_the_picture_of_its_number_as_cover()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        foreach (var (name, bytes, number) in new[]
        {
            ("901.jpg", Plate, 1), ("902.mp4", SampleVideos.Mp4(1_000), 2), ("902p.jpg", Soup, 2), ("903.mov", SampleVideos.QuickTime(), 3),
            ("904.mp4", SampleVideos.Mp4(1_100), 3),
        })
        {
            Write(folder, name, bytes);
            Write(folder, $"{name}.json", Gallery(
                $"\"post_id\":\"32\",\"num\":{number},\"video_url\":\"https://x/{number}\"", Path.GetExtension(name)[1..]));
        }

        var import = await world.ImportAsync(folder);

        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"));
        Assert.Equal((1, 3, 0), (import.Added, import.Videos, import.Failed));
        Assert.Equal([PictureId.Of(Plate), PictureId.Of(Soup)], post.Pictures.Select(picture => picture.Id!.Value));
        Assert.Equal([new("https://x/2", 1), new("https://x/3"), new PostVideo("https://x/3")], post.Post.Videos!);
        Assert.All(post.Videos!, video => Assert.NotNull(video.Id));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task What_was_written_as_another_program_does_comes_in_with_its_videos(IFileLayout layout)
    {
        await using var world = new MovingWorld();
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await world.AddVideoAsync(
            "instagram:dave", "8", pictures: 2, new("https://x/a.mp4", 1), new("https://x/b.mp4"), new("https://x/c.mp4"));
        await world.Get<AccountFiles>().WriteAsync(
            AccountId.Parse("instagram:dave"), new FilesRequest { Folder = world.PathOf("out"), Layout = layout }, CancellationToken.None);
        File.Delete(world.PathOf("out/instagram_dave.jsonl"));

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((2, 4, 0), (import.Added, import.Videos, import.Failed));
        Assert.Equal(world.VideoFiles(), other.VideoFiles());
        var (here, there) = (await world.PostsAsync("instagram:dave"), await other.PostsAsync("instagram:dave"));
        Assert.Equal(
            here.SelectMany(post => post.Post.Videos!).Select(video => video.Cover),
            there.SelectMany(post => post.Post.Videos!).Select(video => video.Cover));
        Assert.Equal(
            here.SelectMany(post => post.Videos!).Select(video => video.Id),
            there.SelectMany(post => post.Videos!).Select(video => video.Id));
    }

    [Fact]
    public async Task A_known_post_gets_the_videos_that_it_lacked_and_no_other_change()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "reel.jpg", Soup);
        Write(folder, "reel.json", Instaloader(VideoOf("41")));
        await world.ImportAsync(folder);
        Write(folder, "reel.mp4", "<html>"u8.ToArray());
        var broken = await world.ImportAsync(folder);
        var before = Assert.Single(await world.PostsAsync("instagram-web:dave"));

        Write(folder, "reel.mp4", SampleVideos.Mp4());
        var whole = await world.ImportAsync(folder);
        var again = await world.ImportAsync(folder);

        Assert.Equal((1, 0), (broken.Failed, broken.Completed));
        Assert.Null(before.Videos);
        Assert.Equal((0, 1, 1, 1, 0), (whole.Added, whole.Known, whole.Completed, whole.Videos, again.Completed));
        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"));
        Assert.Equal((PictureId.Of(SampleVideos.Mp4()), null), (Assert.Single(post.Videos!).Id!.Value, post.Reason));
        Assert.Equal(before.Pictures[0].Id, post.Pictures[0].Id);
    }

    [Fact]
    public async Task A_video_without_its_cover_is_taken_and_the_cover_told()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "reel.mp4", SampleVideos.Mp4());
        Write(folder, "reel.json", Instaloader(VideoOf("41")));

        var import = await world.ImportAsync(folder);

        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"));
        Assert.Equal((1, 1), (import.Videos, import.Failed));
        Assert.Equal(
            (PostStage.Done, true, PictureId.Of(SampleVideos.Mp4())), (post.Stage, post.Pictures[0].IsLost, post.Videos![0].Id!.Value));
    }

    [Fact]
    public async Task A_post_that_lies_in_several_folders_is_one_with_each_of_its_pictures_once()
    {
        await using var world = new MovingWorld();
        foreach (var (name, first) in new[] { ("account", Plate), ("#soup", null) })
        {
            var folder = Directory.CreateDirectory(world.PathOf($"all/{name}")).FullName;
            Write(folder, "many.json", Instaloader(NodeOf("32", 1_683_028_800, "Two", 7, 0, "a", "b")));
            if (first is not null)
                Write(folder, "many_1.jpg", first);
            Write(folder, "many_2.jpg", Soup);
            Write(folder, "901.jpg", Soup);
            Write(folder, "901.jpg.json", Gallery("\"post_id\":\"33\",\"num\":1"));
            Write(folder, "902.jpg", Plate);
            Write(folder, "902.jpg.json", Gallery("\"post_id\":\"34\""));
        }

        var import = await world.ImportAsync(world.PathOf("all"));

        Assert.Equal((3, 0, null), (import.Added, import.Failed, import.Notice));
        Assert.Equal(
            ["32 2", "33 1", "34 1"],
            (await world.PostsAsync("instagram-web:dave")).Select(post => $"{post.Post.Id} {post.Pictures.Count}").Order());
    }

    [Fact]
    public async Task What_is_no_file_costs_itself()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "one.jpg", Plate);
        Write(folder, "one.json", Instaloader(NodeOf("31", 1_682_942_400, "Soup", 1, 1)));
        foreach (var name in new[] { "round.json", "round.jpg", "round.mp4" })
            File.CreateSymbolicLink(Path.Combine(folder, name), name);
        File.CreateSymbolicLink(Path.Combine(folder, "endless.json"), "/dev/zero");
        Write(folder, "round.jpg.json", Gallery("\"post_id\":\"33\""));
        Write(folder, "round.mp4.json", Gallery("\"post_id\":\"34\"", "mp4"));

        var import = await world.ImportAsync(folder);

        Assert.Equal((3, 4), (import.Added, import.Failed));
        Assert.Contains(import.Problems, problem => problem.StartsWith("round.json: it cannot be read", StringComparison.Ordinal));
        Assert.Contains("endless.json: it is damaged: it is empty, or a pipe or a device.", import.Problems);
        Assert.Contains(import.Problems, problem => problem.Contains("A picture of post 33", StringComparison.Ordinal));
        Assert.Contains(import.Problems, problem => problem.Contains("A video of post 34", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_goes_away_while_others_are_taken_is_told_and_taken_by_the_next_run()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        foreach (var name in new[] { "1", "2", "3" })
        {
            Write(folder, $"{name}.jpg", Plate);
            Write(folder, $"{name}.jpg.json", Gallery($"\"post_id\":\"{(name == "1" ? 1 : 2)}\",\"num\":{name}"));
        }

        var file = Path.Combine(folder, "3.jpg.json");
        var import = await world.Get<Import>().RunAsync(
            new ImportRequest(folder, Account: null), looked => File.Move(file, $"{file}.away"), CancellationToken.None);
        File.Move($"{file}.away", file);
        var again = await world.ImportAsync(folder);

        Assert.Equal((1, 1), (import.Added, import.Failed));
        Assert.StartsWith("3.jpg.json: it cannot be read", Assert.Single(import.Problems));
        Assert.Equal((1, 0), (again.Added, again.Failed));
        Assert.Equal([1, 2], (await world.PostsAsync("instagram-web:dave")).Select(post => post.Pictures.Count).Order());
    }

    [Fact]
    public async Task Posts_behind_many_files_that_tell_of_none_are_found()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        for (var story = 0; story < 120; story++)
            Write(folder, $"2020_{story}.json", """{"node":{"id":"1"},"instaloader":{"node_type":"StoryItem"}}"""u8.ToArray());
        Write(folder, "2023.jpg", Plate);
        Write(folder, "2023.json", Instaloader(NodeOf("31", 1_682_942_400, "Soup", 1, 1)));

        var import = await world.ImportAsync(folder);

        Assert.Equal((1, "a folder of instaloader or gallery-dl"), (import.Added, import.Kind));
    }

    [Theory]
    [InlineData("\"category\":\"tumblr\",\"blog_name\":\"dave\",\"id\":1", "tumblr:dave")]
    [InlineData("\"category\":\"pixiv\",\"user\":{\"account\":\"dave\",\"name\":\"Dave D.\"},\"id\":1", "pixiv:dave")]
    [InlineData("\"category\":\"twitter\",\"author\":{\"name\":\"dave\"},\"user\":{\"name\":\"anna\"},\"tweet_id\":1", "twitter:dave")]
    [InlineData("\"category\":\"mastodon.social\",\"account\":{\"acct\":\"dave\"},\"id\":\"1\"", "mastodon-social:dave")]
    [InlineData("\"category\":\"deviantart\",\"author\":{\"username\":\"dave\"},\"deviationid\":\"1\"", "deviantart:dave")]
    public async Task Every_site_says_in_its_own_way_whose_a_post_is(string said, string account)
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("any")).FullName;
        Write(folder, "1.jpg", Plate);
        Write(folder, "1.jpg.json", Encoding.UTF8.GetBytes($$"""{"extension":"jpg","date":"2023-05-02 12:00:00",{{said}}}"""));

        var import = await world.ImportAsync(folder);

        Assert.Empty(import.Problems);
        Assert.Equal("1", Assert.Single(await world.PostsAsync(account)).Post.Id);
    }

    [Theory]
    [InlineData("\"category\":\"patreon\",\"content\":\"<p>Soup &amp; bread</p><p>Today<br/>only</p>\"", "Soup & bread\n\nToday\nonly")]
    [InlineData("\"category\":\"mastodon.social\",\"account\":{\"acct\":\"dave\"},\"content\":\"<p>Soup <a>#soup</a></p>\"", "Soup #soup")]
    [InlineData("\"category\":\"weibo\",\"text\":\"Soup<br />today\"", "Soup\ntoday")]
    [InlineData("\"category\":\"kemono\",\"content\":\"Soup\\nfor 3 &lt; 5 <3\"", "Soup\nfor 3 < 5 <3")]
    // Plain is what these say, and what is like a tag in it belongs to it.
    [InlineData("\"category\":\"reddit\",\"title\":\"<b> &amp; soup\"", "<b> &amp; soup")]
    [InlineData("\"category\":\"instagram\",\"description\":\"<p>soup</p>\"", "<p>soup</p>")]
    [InlineData("\"category\":\"patreon\",\"title\":\"<p>soup</p>\"", "<p>soup</p>")]
    [InlineData("\"category\":\"patreon\",\"content\":\"<p>soup</p>\",\"spotter\":{\"account\":\"patreon:dave\"}", "<p>soup</p>")]
    public async Task Captions_of_sites_that_give_html_become_plain_text_and_others_stay(string said, string caption)
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("any")).FullName;
        Write(folder, "1.jpg", Plate);
        Write(folder, "1.jpg.json", Encoding.UTF8.GetBytes($$"""{"extension":"jpg","id":"1","date":"2023-05-02 12:00:00",{{said}}}"""));

        await world.ImportAsync(folder, "any:dave");

        Assert.Equal(caption, Assert.Single(await world.PostsAsync("any:dave")).Post.Caption);
    }

    [Fact]
    public async Task Large_files_of_other_programs_do_not_hide_a_post_and_make_none_of_a_folder_of_pictures()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "a.json", Encoding.UTF8.GetBytes($$"""{"notes":"{{new string('x', 300_000)}}","categories":[]}"""));
        Write(folder, "b.json", "[1,2"u8.ToArray());
        Write(folder, "photo.jpg", Soup);
        var plain = await world.ImportAsync(folder, "any:dave");

        // The name of what tells of the post comes late, and wherever blocks that are read may end.
        for (var at = 0; at < 12; at++)
        {
            Write(folder, $"{at}.jpg", Plate);
            Write(folder, $"{at}.jpg.json", Encoding.UTF8.GetBytes(
                $$"""{"id":"{{at}}","username":"dave","date":"2023-05-02","extension":"jpg","notes":"{{new string('x', 65_450 + at)}}","category":"any"}"""));
            Assert.True(DescriptionFile.MayTell(Path.Combine(folder, $"{at}.jpg.json")));
        }

        var posts = await world.ImportAsync(folder);

        Assert.False(DescriptionFile.MayTell(Path.Combine(folder, "a.json")) || DescriptionFile.MayTell(Path.Combine(folder, "b.json")));
        Assert.Equal(("a folder of pictures", 1, 0), (plain.Kind, plain.Added, plain.Failed));
        Assert.Equal(("a folder of instaloader or gallery-dl", 12, 1), (posts.Kind, posts.Added, posts.Failed));
    }

    [Fact]
    public async Task Pictures_are_no_posts_of_their_own_while_what_tells_of_them_cannot_be_read()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "one.jpg", Plate);
        foreach (var name in new[] { "one.json", "lines.jsonl" })
        {
            var file = Path.Combine(folder, name);
            File.CreateSymbolicLink(file, name);
            var error = await Assert.ThrowsAsync<IOException>(() => world.ImportAsync(folder, "any:dave"));
            Assert.StartsWith($"{name} cannot be read: ", error.Message);
            Assert.Contains($"what the pictures of {folder} are, so nothing was taken", error.Message);
            File.Delete(file);
        }

        Write(folder, "one.json", Instaloader(NodeOf("31", 1_682_942_400, "Soup", 1, 1)));
        Assert.Equal((1, 0), (await world.ImportAsync(folder)) is var whole ? (whole.Added, whole.Failed) : default);
    }

    [SkippableFact]
    public async Task Json_that_is_compressed_is_read()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("dave")).FullName;
        Write(folder, "one.jpg", Plate);
        Write(folder, "one.json", Instaloader(NodeOf("31", 1_682_942_400, "Soup", 1, 1)));
        Skip.IfNot(Compress(Path.Combine(folder, "one.json")), "There is no xz here.");
        Write(folder, "two.json.xz", (await File.ReadAllBytesAsync(Path.Combine(folder, "one.json.xz")))[..60]);
        Write(folder, "three.json", "[]"u8.ToArray());
        // Of a kind that the library does not know.
        Assert.True(Compress("--delta", "--lzma2", Path.Combine(folder, "three.json")));

        var import = await world.ImportAsync(folder);

        Assert.Equal((1, 2), (import.Added, import.Failed));
        Assert.Equal("Soup", Assert.Single(await world.PostsAsync("instagram-web:dave")).Post.Caption);
        Assert.Contains("three.json.xz: it is damaged", import.Problems[0]);
        Assert.Contains("two.json.xz: it is damaged", import.Problems[1]);
    }

    [Fact]
    public async Task A_folder_of_gallery_dl_becomes_posts_of_all_their_files()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("gallery-dl/instagram/dave")).FullName;
        foreach (var (name, bytes, number) in new[] { ("901.jpg", Plate, 10), ("999.jpg", Soup, 2) })
        {
            Write(folder, name, bytes);
            Write(folder, $"{name}.json", Gallery($"\"post_id\":\"32\",\"num\":{number},\"likes\":12"));
        }

        Write(folder, "950.mp4.json", Gallery("\"post_id\":\"33\""));

        var import = await world.ImportAsync(world.PathOf("gallery-dl"));

        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"), post => post.Post.Id == "32");
        Assert.Equal((2, 1), (import.Added, import.Failed));
        Assert.Equal(("A board", 12, new DateTimeOffset(2023, 5, 2, 12, 0, 0, TimeSpan.Zero)), (
            post.Post.Caption, post.Post.Likes, post.Post.PostedAt));
        Assert.Equal([PictureId.Of(Soup), PictureId.Of(Plate)], post.Pictures.Select(picture => picture.Id!.Value));
    }

    public static TheoryData<IFileLayout> Layouts => [new InstaloaderLayout(), new GalleryLayout()];

    private static bool Compress(params string[] words)
    {
        try
        {
            using var xz = Process.Start(new ProcessStartInfo("xz", words))!;
            xz.WaitForExit();
            return xz.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
