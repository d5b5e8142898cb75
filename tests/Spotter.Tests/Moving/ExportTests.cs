using System.Formats.Tar;
using System.Text.Json;
using Parquet.Serialization;
using Spotter.Collecting;
using Spotter.Moving.Exporting;
using Spotter.Pictures;
using Spotter.Rules;

namespace Spotter.Tests.Moving;

/// <summary>Posts and pictures become files, part by part.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Every_archive_opens_alone_and_has_the_pictures_of_its_posts_with_their_bytes()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 9, pictures: 3, bytes: 5_000);
        await world.AddAsync("feed:https://example.com/a b", posts: 2);

        var summary = await world.ExportAsync(world.Request(ExportFormat.Tar) with { ChunkBytes = 120_000 });

        var archives = Directory.GetFiles(world.PathOf("out"), "*.tar");
        Assert.Equal((11, 29, archives.Length), (summary.Posts, summary.Pictures, summary.Parts));
        Assert.True(archives.Length > 2);
        Assert.All(archives, archive => Assert.InRange(new FileInfo(archive).Length, 1, 120_000));
        Assert.Equal(11, archives.Sum(archive => PostsOf(archive).Count));
        Assert.True((await world.CheckAsync()).IsWhole);
    }

    [Fact]
    public async Task Archives_laid_beside_each_other_are_one_folder_that_can_be_checked()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 9, pictures: 3, bytes: 5_000);
        await world.ExportAsync(world.Request(ExportFormat.Tar) with { ChunkBytes = 120_000 });

        foreach (var archive in Directory.GetFiles(world.PathOf("out"), "*.tar"))
            await TarFile.ExtractToDirectoryAsync(archive, Directory.CreateDirectory(world.PathOf("all")).FullName, overwriteFiles: false);

        Assert.True((await world.CheckAsync("all")).IsWhole);
        Assert.Equal(27, Directory.GetFiles(world.PathOf("all/instagram_dave"), "*.jpg").Length);
    }

    [Theory]
    [InlineData(ExportFormat.Tar)]
    [InlineData(ExportFormat.Folder)]
    [InlineData(ExportFormat.Csv)]
    public async Task What_was_cut_off_at_any_part_becomes_the_same_as_without_the_cut(ExportFormat format)
    {
        await using var world = new MovingWorld();
        foreach (var account in new[] { "instagram:a", "instagram:b", "instagram:c" })
            await world.AddAsync(account, posts: 8, pictures: 2, bytes: 3_000);
        // Of each account the first, the third and the last are left out, before, in and after parts.
        var condition = RuleCondition.Parse("likes = 2 or likes = 4 or likes = 5 or likes = 7", null);
        var request = world.Request(format) with { ChunkBytes = 20_000, Where = condition };
        var whole = await world.ExportAsync(request);

        var again = request with { Folder = world.PathOf("again") };
        while (!(await CutAsync(world, again)).IsWhole)
        {
            await File.WriteAllTextAsync(world.PathOf("again/left.unfinished"), "of a killed process");
            world.Time.Advance(TimeSpan.FromHours(1));
            await world.AddAsync($"instagram:later{world.Time.GetUtcNow().Ticks}", posts: 1);
        }

        Assert.Equal(Files(world.PathOf("out")), Files(world.PathOf("again")));
        var summary = await world.ExportAsync(again);
        Assert.True(summary.WasWhole);
        Assert.Equal((12, 12, whole.Parts), (summary.Posts, summary.LeftOut, summary.Parts));
    }

    [Fact]
    public async Task What_is_cut_off_before_its_first_part_is_gone_on_with()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 3);
        var request = world.Request(ExportFormat.Folder, "out");
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => world.Get<Export>().RunAsync(request, (_, _, _) => { }, cut.Token));

        Assert.NotEmpty(Directory.GetFiles(world.PathOf("out")));
        Assert.Equal(3, (await world.ExportAsync(request)).Posts);
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_picture()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 3, pictures: 2);

        await world.ExportAsync(world.Request(ExportFormat.Csv, "csv"));
        await world.ExportAsync(world.Request(ExportFormat.Parquet, "parquet"));

        var csv = await File.ReadAllTextAsync(world.PathOf("csv/instagram_dave.csv"));
        Assert.StartsWith("account,id,postedAt,", csv, StringComparison.Ordinal);
        Assert.Contains("\"Soup, \"\"number\"\" 2\nand a 漢 line\"", csv);
        await using var file = File.OpenRead(world.PathOf("parquet/instagram_dave.parquet"));
        var rows = (await ParquetSerializer.DeserializeAsync<Row>(file)).Data;
        Assert.Equal(["1/1", "1/2", "2/1", "2/2", "3/1", "3/2"], rows.Select(row => $"{row.Id}/{row.Picture}"));
        Assert.All(rows, row => Assert.Equal(("soup", 0.9f, "SOUP of the day", false), (row.Label, row.Score, row.Words, row.Video)));
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_exported()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 10);

        var summary = await world.ExportAsync(world.Request(ExportFormat.Jsonl) with
        {
            Where = RuleCondition.Parse("likes > 3 and soup >= 0.9", null),
            Bounds = new(Since: world.Time.GetUtcNow().AddHours(-8)),
        });

        Assert.Equal((5, 3), (summary.Posts, summary.LeftOut));
        Assert.Equal(5, File.ReadLines(world.PathOf("out/instagram_dave.jsonl")).Count());
    }

    [Fact]
    public async Task A_picture_that_is_gone_and_a_record_that_is_damaged_cost_themselves_and_are_told()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 3);
        File.Delete(world.Get<IPictureFiles>().Find((await world.PostsAsync("instagram:dave"))[1].Pictures[0].Id!.Value)!);
        await world.Get<Spotter.State.IStateStore>().TryChangeAsync(
            "instagram:dave", [Spotter.State.StateChange.Put("post/000000000000-odd", "{"u8.ToArray())], CancellationToken.None);

        var summary = await world.ExportAsync(world.Request(ExportFormat.Tar));

        Assert.Equal((3, 2), (summary.Posts, summary.Pictures));
        Assert.Equal(2, summary.Problems.Count);
        Assert.Contains(summary.Problems, problem => problem.Contains("of post 2 is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 1);
        await world.ExportAsync(world.Request(ExportFormat.Csv));
        Directory.CreateDirectory(world.PathOf("mine"));
        await File.WriteAllTextAsync(world.PathOf("mine/letter.txt"), "dear");

        var other = await Assert.ThrowsAsync<CollectingException>(() => world.ExportAsync(world.Request(ExportFormat.Tar)));
        var mine = await Assert.ThrowsAsync<CollectingException>(() => world.ExportAsync(world.Request(ExportFormat.Tar, "mine")));

        Assert.Contains("holds another export: --format Csv", other.Message);
        Assert.Contains("of no export", mine.Message);
        Assert.Equal(["mine/letter.txt"], Directory.GetFiles(world.PathOf("mine")).Select(file => $"mine/{Path.GetFileName(file)}"));
    }

    [Fact]
    public async Task An_export_that_was_cut_off_at_its_last_step_is_completed_and_one_without_its_manifest_is_told()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 2);
        await world.ExportAsync(world.Request(ExportFormat.Tar));
        var manifest = world.PathOf("out/SHA256SUMS");
        File.Move(manifest, $"{manifest}.unfinished");

        await world.ExportAsync(world.Request(ExportFormat.Tar));
        Assert.True((await world.CheckAsync()).IsWhole);

        File.Delete(manifest);
        await Assert.ThrowsAsync<CollectingException>(() => world.ExportAsync(world.Request(ExportFormat.Tar)));
    }

    // Ends it after its next part, as a kill does.
    private static async Task<(bool IsWhole, int Parts)> CutAsync(MovingWorld world, ExportRequest request)
    {
        using var cut = new CancellationTokenSource();
        try
        {
            var summary = await world.Get<Export>().RunAsync(
                request,
                (part, _, _) =>
                {
                    if (part.Length > 0)
                        cut.Cancel();
                },
                cut.Token);
            return (true, summary.Parts);
        }
        catch (OperationCanceledException)
        {
            return (false, 0);
        }
    }

    private static List<string> Files(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "export.json")
            .Select(file => $"{Path.GetRelativePath(folder, file)} {PictureId.Of(File.ReadAllBytes(file))}")
            .Order(StringComparer.Ordinal),
    ];

    private sealed class Row
    {
        public string? Id { get; set; }

        public int? Picture { get; set; }

        public string? Label { get; set; }

        public float? Score { get; set; }

        public string? Words { get; set; }

        public bool? Video { get; set; }
    }

    private static List<PostDocument> PostsOf(string archive)
    {
        var files = new Dictionary<string, byte[]>();
        using var tar = new TarReader(File.OpenRead(archive));
        while (tar.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            files.Add(entry.Name, bytes.ToArray());
        }

        var name = Path.GetFileNameWithoutExtension(archive);
        var posts = System.Text.Encoding.UTF8.GetString(files[$"{name}.jsonl"]).TrimEnd().Split('\n')
            .Select(line => JsonSerializer.Deserialize(line, DocumentJson.Default.PostDocument)!)
            .ToList();
        Assert.All(posts.SelectMany(post => post.Pictures), picture =>
            Assert.Equal(picture.Sha256, PictureId.Of(files[picture.File!]).Hex));
        return posts;
    }
}
