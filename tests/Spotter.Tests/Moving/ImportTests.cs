using System.Formats.Tar;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Contracts.Pictures;
using Spotter.Moving.Exporting;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;
using static Spotter.Tests.Moving.ImportSamples;

namespace Spotter.Tests.Moving;

/// <summary>What was gathered elsewhere comes in, once.</summary>
public sealed class ImportTests
{
    [Theory]
    [InlineData(ExportFormat.Tar)]
    [InlineData(ExportFormat.Folder)]
    public async Task An_export_gives_the_same_state_back_and_twice_is_once(ExportFormat format)
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 8, pictures: 3);
        await world.AddAsync("feed:https://example.com/a b", posts: 2, pictures: 0);
        await world.LabelAsync((await world.PostsAsync("instagram:dave"))[2], "instagram:dave", "cake");
        await world.ExportAsync(world.Request(format) with { ChunkBytes = 30_000 });

        await using var other = new MovingWorld();
        other.Time.Advance(TimeSpan.FromDays(3));
        var first = await other.ImportAsync(world.PathOf("out"));
        var second = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((10, 0, 2, 0), (first.Added, first.Known, first.Accounts, first.Failed));
        Assert.Equal((0, 10, 0), (second.Added, second.Known, second.Failed));
        Assert.Equal(await world.StateAsync(), await other.StateAsync());
        Assert.Equal(PicturesOf(world), PicturesOf(other));
    }

    [Theory]
    [InlineData(ExportFormat.Tar)]
    [InlineData(ExportFormat.Folder)]
    public async Task Files_of_videos_go_along_are_verified_and_come_in_again(ExportFormat format)
    {
        await using var world = new MovingWorld();
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await world.AddVideoAsync("instagram:dave", "8", pictures: 0, new PostVideo("https://x/8.mp4"), new PostVideo(null));
        var summary = await world.ExportAsync(world.Request(format));
        Assert.Equal((2, 1, 3), (summary.Posts, summary.Pictures, summary.Videos));
        Assert.True((await world.CheckAsync()).IsWhole);

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((2, 0), (import.Added, import.Failed));
        Assert.Equal(await world.StateAsync(), await other.StateAsync());
        Assert.Equal(world.VideoFiles(), other.VideoFiles());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("gone")]
    [InlineData("other")]
    public async Task A_video_that_is_not_what_was_exported_costs_itself_and_is_told(string fault)
    {
        await using var world = new MovingWorld();
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        var file = Assert.Single(Directory.GetFiles(world.PathOf("out"), "*.mp4", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(file);
        // It is another name of the one in the store.
        File.Delete(file);
        if (fault != "gone")
            await File.WriteAllBytesAsync(file, fault == "cut" ? bytes[..^100] : SampleVideos.Mp4(77));

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((1, 1), (import.Added, import.Failed));
        Assert.Contains("Post 9 of instagram:dave is taken without a video", Assert.Single(import.Problems));
        var post = Assert.Single(await other.PostsAsync("instagram:dave"));
        Assert.Equal((true, PostStage.Done), (Assert.Single(post.Videos!).IsLost, post.Stage));
        Assert.NotNull(Assert.Single(post.Pictures).Id);
    }

    [Fact]
    public async Task A_post_that_is_known_stays_as_it_is()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 3);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        await world.LabelAsync((await world.PostsAsync("instagram:dave"))[0], "instagram:dave", "cake");
        var before = await world.StateAsync();

        await world.ImportAsync(world.PathOf("out"));

        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task Of_an_archive_that_is_cut_off_anywhere_what_is_whole_is_taken_and_the_whole_one_brings_the_rest()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 3, pictures: 2);
        await world.ExportAsync(world.Request(ExportFormat.Tar));
        var whole = await File.ReadAllBytesAsync(world.PathOf("out/part-0001.tar"));
        await using var other = new MovingWorld();
        var cut = other.PathOf("cut.tar");
        var added = new List<int>();
        for (var length = 300; length < whole.Length; length += 1_700)
        {
            await File.WriteAllBytesAsync(cut, whole[..length]);
            var import = await other.ImportAsync(cut);
            Assert.True(import.Failed > 0 || import.Added + import.Known == 3, $"{length}");
            added.Add(import.Added);
        }

        await File.WriteAllBytesAsync(cut, whole);
        added.Add((await other.ImportAsync(cut)).Added);

        Assert.Equal(3, added.Sum());
        Assert.True(added.Count(number => number > 0) > 1);
        Assert.Equal(await world.StateAsync(), await other.StateAsync());
    }

    [Fact]
    public async Task An_archive_with_bytes_that_are_others_anywhere_is_told_and_nothing_else()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 1);
        await world.ExportAsync(world.Request(ExportFormat.Tar));
        var whole = await File.ReadAllBytesAsync(world.PathOf("out/part-0001.tar"));
        await using var other = new MovingWorld();
        var folder = Directory.CreateDirectory(other.PathOf("parts")).FullName;
        var chance = new Random(1);
        for (var number = 0; number < 200; number++)
        {
            var damaged = whole.ToArray();
            // Mostly in the heads of entries.
            damaged[(chance.Next(damaged.Length / 512) * 512) + chance.Next(160)] = (byte)(number % 2 == 0 ? 0xFF : chance.Next(256));
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{number}.tar"), damaged);
        }

        var import = await other.ImportAsync(folder);

        Assert.InRange(import.Failed, 30, 1_000);
        Assert.Contains(import.Problems, problem => problem.Contains("cut off or damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_leads_out_of_an_archive_or_a_folder()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 1);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        var lines = world.PathOf("out/instagram_dave.jsonl");
        await File.WriteAllTextAsync(lines, (await File.ReadAllTextAsync(lines)).Replace("\"instagram_dave/", "\"../instagram_dave/"));
        await using (var tar = new TarWriter(File.Create(world.PathOf("odd.tar")), TarEntryFormat.Pax))
        {
            foreach (var name in new[] { "../../evil.jpg", "/spotter-evil.jpg", "a/../../evil.jpg" })
                await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Plate) });
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "link.jpg") { LinkName = "/etc/passwd" });
        }

        await using var other = new MovingWorld();
        var folder = await other.ImportAsync(world.PathOf("out"));
        var archive = await other.ImportAsync(world.PathOf("odd.tar"));

        Assert.Contains("leads out of the folder", Assert.Single(folder.Problems));
        Assert.Equal(5, archive.Failed);
        Assert.Contains("'../../evil.jpg' in odd.tar is a link or leads out", archive.Problems[0]);
        Assert.Contains("no posts of an export", archive.Problems[^1]);
        Assert.Empty(PicturesOf(other));
    }

    [Fact]
    public async Task A_changed_picture_and_a_damaged_line_cost_themselves()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 4);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        var picture = Directory.GetFiles(world.PathOf("out/instagram_dave"))[0];
        File.Delete(picture);
        await File.WriteAllBytesAsync(picture, Plate);
        await File.AppendAllTextAsync(world.PathOf("out/instagram_dave.jsonl"), "{\"account\":\"instagram:dave\"}\n{\n");

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((3, 3), (import.Added, import.Failed));
        Assert.Contains(import.Problems, problem => problem.Contains("its bytes are others", StringComparison.Ordinal));
        Assert.Contains(import.Problems, problem => problem.StartsWith("Line 5 of instagram_dave.jsonl", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ExportFormat.Tar)]
    [InlineData(ExportFormat.Folder)]
    public async Task What_is_no_picture_is_not_taken_whatever_the_export_says_of_it(ExportFormat format)
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 2);
        await world.AddPostAsync("instagram:dave", "page", null, pictures: 1, "<html>"u8.ToArray());
        await world.AddPostAsync("instagram:dave", "huge", null, pictures: 1, SamplePictures.HugePng);
        await world.AddPostAsync("instagram:dave", "cut", null, pictures: 1, SamplePictures.CutPng);
        await world.ExportAsync(world.Request(format));

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal(2, import.Added);
        Assert.Equal(["1", "2"], (await other.PostsAsync("instagram:dave")).Select(post => post.Post.Id));
        Assert.Contains(import.Problems, problem => problem.Contains(": it is not a JPEG", StringComparison.Ordinal));
        Assert.Contains(import.Problems, problem => problem.Contains("pixels", StringComparison.Ordinal));
        Assert.Equal(2, PicturesOf(other).Count);
    }

    [Fact]
    public async Task A_damaged_line_costs_itself_where_it_is_the_first_of_a_file_too()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:anna", posts: 1);
        await world.AddAsync("instagram:dave", posts: 3);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        var lines = world.PathOf("out/instagram_dave.jsonl");
        await File.WriteAllTextAsync(lines, "x" + await File.ReadAllTextAsync(lines));

        await using var other = new MovingWorld();
        var both = await other.ImportAsync(world.PathOf("out"));
        File.Delete(world.PathOf("out/instagram_anna.jsonl"));
        var one = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((3, 1), (both.Added, both.Failed));
        Assert.StartsWith("Line 1 of instagram_dave.jsonl is no post", Assert.Single(both.Problems));
        Assert.Equal((2, 1), (one.Known, one.Failed));
    }

    [Fact]
    public async Task Lines_of_other_programs_beside_posts_are_passed_over_and_named_once()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 2);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        await File.WriteAllTextAsync(world.PathOf("out/labels.jsonl"), "{\"picture\":\"9f86d081\",\"label\":\"soup\"}\n\n[1]\n");
        await File.WriteAllTextAsync(
            world.PathOf("out/accounts.jsonl"), "{\"account\":\"dave\",\"captions\":[\"Soup!\"],\"label\":\"shop\"}\n");
        await File.WriteAllTextAsync(world.PathOf("out/nothing.jsonl"), "");
        File.CreateSymbolicLink(world.PathOf("out/round.jsonl"), "round.jsonl");
        // Perhaps they were posts.
        await File.WriteAllTextAsync(world.PathOf("out/torn.jsonl"), "{\"account\":\"instagram:anna\",\"id\":\"1\"}\n{\"acc\n");

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((2, 3), (import.Added, import.Failed));
        Assert.Equal(
            ".jsonl files that hold no posts of an export were passed over (2): accounts.jsonl, labels.jsonl", import.Notice);
        Assert.StartsWith("round.jsonl cannot be read: ", import.Problems[0]);
        Assert.StartsWith("Line 1 of torn.jsonl is no post: ", import.Problems[1]);
        Assert.StartsWith("Line 2 of torn.jsonl is no post: ", import.Problems[2]);
    }

    [Fact]
    public async Task A_line_without_end_and_posts_of_no_time_cost_themselves()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 4, pictures: 0);
        await world.ExportAsync(world.Request(ExportFormat.Jsonl));
        var file = world.PathOf("out/instagram_dave.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        lines[1] = lines[1].Replace("\"postedAt\":\"2026", "\"postedAt\":\"9026");
        lines[2] = lines[2].Replace("\"foundAt\":\"2026", "\"foundAt\":\"0026");
        lines[3] = lines[3].Replace("\"id\":\"4\"", "\"id\":\"\"");
        await File.WriteAllLinesAsync(file, [.. lines, new string('x', (16 * 1024 * 1024) + 1)]);

        await using var other = new MovingWorld();
        var import = await other.ImportAsync(world.PathOf("out"));

        Assert.Equal((1, 4), (import.Added, import.Failed));
        Assert.Equal(
            [
                "Line 2 of instagram_dave.jsonl is no post: its time makes no sense.",
                "Line 3 of instagram_dave.jsonl is no post: its time makes no sense.",
                "Line 4 of instagram_dave.jsonl is no post: It has no id.",
                "Line 5 of instagram_dave.jsonl is no post: it is longer than 16 million characters.",
            ],
            import.Problems);
    }

    [Fact]
    public async Task A_video_that_was_owed_at_an_export_stays_owed_until_an_export_that_has_it_or_a_collection()
    {
        await using var world = new MovingWorld();
        var account = AccountId.Parse("instagram:dave");
        await world.AddVideoAsync("instagram:dave", "9", pictures: 1, new PostVideo("https://x/9.mp4", 0));
        await world.ExportAsync(world.Request(ExportFormat.Tar, "whole"));
        var posts = world.Get<PostRepository>();
        var key = PostKeys.Of(Assert.Single(await world.PostsAsync("instagram:dave")).Post);
        var stored = (await posts.FindAsync(account, key, CancellationToken.None))!;
        var owed = stored.Value with { Videos = [new VideoRecord { Failure = "The server is away." }] };
        await posts.SaveAsync(account, key, stored, owed, [], CancellationToken.None);
        await world.ExportAsync(world.Request(ExportFormat.Tar, "owed"));

        await using var other = new MovingWorld();
        // Somebody collected the account before, and was done with it.
        var (collections, plan) = (other.Get<Collections>(), new CollectionPlan("one", new CollectionBounds { KeepsVideos = true }));
        var (record, _) = await collections.BeginAsync(plan, account, _ => { }, CancellationToken.None);
        var now = other.Time.GetUtcNow();
        var scan = new ScanSummary { Account = account, StartedAt = now, EndedAt = now, Outcome = ScanOutcome.Completed };
        await collections.EndAsync(plan, record, scan, CancellationToken.None);
        Assert.Null((await collections.BeginAsync(plan, account, _ => { }, CancellationToken.None)).Scan);
        var import = await other.ImportAsync(world.PathOf("owed"));

        Assert.Equal((1, 1, 0, 0), (import.Added, import.Waiting, import.Videos, import.Failed));
        Assert.NotNull((await collections.BeginAsync(plan, account, _ => { }, CancellationToken.None)).Scan);
        Assert.Equal(1, (await other.ImportAsync(world.PathOf("whole"))).Completed);
        Assert.True(Assert.Single(await other.PostsAsync("instagram:dave")).IsSettled);
        Assert.Null((await collections.BeginAsync(plan, account, _ => { }, CancellationToken.None)).Scan);
    }

    [Fact]
    public async Task A_plain_folder_becomes_a_post_for_each_picture()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("photos/a b")).FullName;
        Write(folder, "sóup?.jpg", Soup);
        Write(folder, "sóup?.txt", "Soup of the day"u8.ToArray());
        Write(folder, "cut.png", SamplePictures.CutPng);
        File.SetLastWriteTimeUtc(Path.Combine(folder, "sóup?.jpg"), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        var import = await world.ImportAsync(world.PathOf("photos"), "instagram-web:dave");
        await world.ImportAsync(world.PathOf("photos"), "instagram-web:dave");

        var post = Assert.Single(await world.PostsAsync("instagram-web:dave"));
        Assert.Equal((1, 1), (import.Added, import.Failed));
        Assert.Equal(("a b/sóup?.jpg", "Soup of the day", 2020), (post.Post.Id, post.Post.Caption, post.Post.PostedAt.Year));
        Assert.True(post.Pictures[0].Width > 0);
    }

    [Theory]
    [InlineData("{\"account\":\"instagram:dave\"}")]
    [InlineData("account,id")]
    public async Task A_file_that_is_no_archive_is_called_so(string text)
    {
        await using var world = new MovingWorld();
        await File.WriteAllTextAsync(world.PathOf("odd.tar"), string.Concat(Enumerable.Repeat(text, 100)));

        var import = await world.ImportAsync(world.PathOf("odd.tar"));

        Assert.Contains("odd.tar is no tar part of an export, or damaged from its beginning", Assert.Single(import.Problems));
    }

    [SkippableFact]
    public async Task What_never_ends_is_not_waited_for()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such files.");
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("parts")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "endless.tar"), "/dev/zero");
        await File.WriteAllTextAsync(Path.Combine(folder, "SHA256SUMS"), $"{new string('0', 64)}  endless.tar\n");

        var import = await world.ImportAsync(folder);
        var check = await world.CheckAsync("parts");

        Assert.Equal("endless.tar is empty, or a pipe or a device, and was passed over.", Assert.Single(import.Problems));
        Assert.Equal(["endless.tar"], check.Changed);
    }

    [Fact]
    public async Task Lines_without_their_folder_are_told()
    {
        await using var world = new MovingWorld();
        await File.WriteAllTextAsync(world.PathOf("instagram_dave.jsonl"), "{}");

        var error = await Assert.ThrowsAsync<CollectingException>(() => world.ImportAsync(world.PathOf("instagram_dave.jsonl")));

        Assert.Contains("Name the folder that it lies in", error.Message);
    }

    [Fact]
    public async Task A_folder_of_nothing_is_told()
    {
        await using var world = new MovingWorld();
        var folder = Directory.CreateDirectory(world.PathOf("empty")).FullName;

        var import = await world.ImportAsync(folder);

        Assert.StartsWith($"{folder} holds no export", Assert.Single(import.Problems));
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        await using var world = new MovingWorld();

        var error = await Assert.ThrowsAsync<CollectingException>(() => world.ImportAsync(world.PathOf("nowhere")));

        Assert.Contains("no file and no folder", error.Message);
    }
}
