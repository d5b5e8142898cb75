using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.State;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Corrections;

public sealed class DatasetExportTests : IDisposable
{
    private static readonly string[] Names = ["specials-board", "other", "soup of the day"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    private string Set => Path.Combine(_folder.FullName, "set");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_person_said_wins_and_sure_pictures_come_along_where_they_are_asked_for()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"), world.NewPost("3", 3, "plate-3"));
        var account = await world.WatchAsync("dave");
        world.Scan(account);
        await SayAsync(world, "board-1", "other", "specials-board");
        await SayAsync(world, "plate-3", "other", "other");

        await ExportAsync(world, new DatasetRequest { Folder = Set, CorrectedOnly = true });
        Assert.Equal([FileOf("board-1", "other")], Files());

        await ExportAsync(world, new DatasetRequest { Folder = Set });
        Assert.Equal(Sorted(FileOf("board-1", "other"), FileOf("plate-3", "other")), Files());

        await ExportAsync(world, new DatasetRequest { Folder = Set, ModelAccounts = [account], MinScore = 0.95 });
        Assert.Equal(2, Files().Length);

        var summary = await ExportAsync(
            world, new DatasetRequest { Folder = Set, ModelAccounts = [account], MinScore = 0.8, Model = "specials-board" });
        Assert.Equal(Sorted(FileOf("board-1", "other"), FileOf("board-2", "specials-board"), FileOf("plate-3", "other")), Files());
        Assert.Equal((1, 0, 2), (summary.Written, summary.Moved, summary.Kept));
    }

    [Fact]
    public async Task Only_the_asked_accounts_and_model_are_exported()
    {
        await using var world = new ScanWorld();
        await SayAsync(world, "a", "other", "other", "scripted:dave");
        await SayAsync(world, "b", "other", "other", "scripted:anna");

        await ExportAsync(world, new DatasetRequest { Folder = Set, Accounts = [AccountId.Parse("scripted:anna")] });
        Assert.Equal([FileOf("b", "other")], Files());

        Assert.Empty((await ExportAsync(world, new DatasetRequest { Folder = Set, Model = "another" })).Labels);
    }

    [Fact]
    public async Task A_picture_whose_label_was_changed_is_moved()
    {
        await using var world = new ScanWorld();
        await SayAsync(world, "a", "other");
        await ExportAsync(world, new DatasetRequest { Folder = Set });
        await SayAsync(world, "a", "specials-board");

        var summary = await ExportAsync(world, new DatasetRequest { Folder = Set });

        Assert.Equal((0, 1, 0), (summary.Written, summary.Moved, summary.Kept));
        Assert.Equal([FileOf("a", "specials-board")], Files());
    }

    [Fact]
    public async Task A_file_of_other_content_stays_and_is_named()
    {
        await using var world = new ScanWorld();
        await SayAsync(world, "a", "other");
        await SayAsync(world, "b", "other");
        var taken = Path.Combine(Set, FileOf("a", "other"));
        Directory.CreateDirectory(Path.GetDirectoryName(taken)!);
        await File.WriteAllTextAsync(taken, "mine");

        var summary = await ExportAsync(world, new DatasetRequest { Folder = Set });

        Assert.Equal("mine", await File.ReadAllTextAsync(taken));
        Assert.Contains(taken, Assert.Single(summary.Problems));
        Assert.Equal(1, summary.Labels["other"]);
    }

    [Fact]
    public async Task A_label_that_cannot_name_a_folder_and_a_picture_that_is_gone_are_named_and_the_rest_is_written()
    {
        await using var world = new ScanWorld();
        await SayAsync(world, "a", "other");
        await SayAsync(world, "b", "and/or");
        await world.Get<PictureLabels>().SetAsync(MakeLabel(PictureId.Of([7]), "other"), CancellationToken.None);

        var summary = await ExportAsync(world, new DatasetRequest { Folder = Set });

        Assert.Equal([FileOf("a", "other")], Files());
        Assert.Contains(summary.Problems, problem => problem.Contains("'and/or' cannot name a folder", StringComparison.Ordinal));
        Assert.Contains(summary.Problems, problem => problem.Contains("is gone from the picture store", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Labels_that_cannot_be_read_are_counted_and_named_and_the_model_does_not_speak_instead()
    {
        await using var world = new ScanWorld();
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"), world.NewPost("2", 2, "board-2"));
        var account = await world.WatchAsync("dave");
        world.Scan(account);
        var damaged = PictureId.Of(Encoding.UTF8.GetBytes("board-1"));
        await world.Get<IStateStore>().TryChangeAsync(
            "labels", [StateChange.Put(damaged.Hex, "{\"picture\""u8.ToArray())], CancellationToken.None);

        var summary = await ExportAsync(world, new DatasetRequest { Folder = Set, ModelAccounts = [account], MinScore = 0.8 });

        Assert.Equal([FileOf("board-2", "specials-board")], Files());
        Assert.StartsWith("What people said of 1 picture cannot be read in the state", Assert.Single(summary.Problems));
        Assert.Contains(damaged.Hex[..12], summary.Problems[0]);
    }

    [Fact]
    public async Task Of_many_labels_that_cannot_be_read_the_first_are_named()
    {
        await using var world = new ScanWorld();
        for (byte i = 0; i < 8; i++)
            await world.Get<IStateStore>().TryChangeAsync(
                "labels", [StateChange.Put(PictureId.Of([i]).Hex, "{"u8.ToArray())], CancellationToken.None);

        var problem = Assert.Single((await ExportAsync(world, new DatasetRequest { Folder = Set })).Problems);

        Assert.StartsWith("What people said of 8 pictures cannot be read", problem);
        Assert.Contains(" and 3 more. Say again in the review what they show.", problem);
    }

    [Fact]
    public async Task Two_exports_do_not_write_to_one_folder_at_a_time()
    {
        await using var world = new ScanWorld();
        await SayAsync(world, "a", "other");
        using var other = new DatasetFolder(Set);

        await Assert.ThrowsAsync<IOException>(() => ExportAsync(world, new DatasetRequest { Folder = Set }));
    }

    [Theory]
    [InlineData("soup of the day", true)]
    [InlineData("Suppe für heute", true)]
    [InlineData("hotdog, hot dog, red hot", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData(".hidden", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\nb", false)]
    [InlineData("ends.", false)]
    public void A_label_names_a_folder_or_not(string label, bool expected) => Assert.Equal(expected, DatasetExport.CanName(label));

    [Fact]
    public void After_any_changes_of_mind_and_exports_cut_short_the_folder_says_what_the_state_says()
    {
        // Each step labels a picture, and sometimes exports, perhaps only the first few pictures.
        var step = Gen.Choose(0, 5).SelectMany(
            picture => Gen.Choose(0, 2).SelectMany(label => Gen.Choose(0, 8).Select(stop => (Picture: picture, Label: label, Stop: stop))));
        Prop.ForAll(step.ListOf().ToArbitrary(), steps => ReplayAsync([.. steps]).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    private static async Task ReplayAsync((int Picture, int Label, int Stop)[] steps)
    {
        await using var world = new ScanWorld();
        var folder = Directory.CreateTempSubdirectory("spotter-test-").FullName;
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (picture, label, stop) in steps)
        {
            await SayAsync(world, $"{picture}", Names[label]);
            expected[$"{picture}"] = Names[label];
            if (stop < 4)
                await StopAfterAsync(world, folder, stop);
        }

        await ExportAsync(world, new DatasetRequest { Folder = folder });
        var files = Files(folder);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(Sorted([.. expected.Select(pair => FileOf(pair.Key, pair.Value))]), files);
    }

    private static async Task StopAfterAsync(ScanWorld world, string folder, int pictures)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            await world.Get<DatasetExport>().RunAsync(
                new DatasetRequest { Folder = folder },
                (done, _) =>
                {
                    if (done > pictures)
                        stop.Cancel();
                },
                stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static Task<DatasetSummary> ExportAsync(ScanWorld world, DatasetRequest request) =>
        world.Get<DatasetExport>().RunAsync(request, (_, _) => { }, CancellationToken.None);

    private static async Task SayAsync(ScanWorld world, string text, string label, string? model = null, string account = "scripted:dave")
    {
        var id = await world.Get<MemoryPictures>().SaveAsync(Encoding.UTF8.GetBytes(text), "image/jpeg", CancellationToken.None);
        await world.Get<PictureLabels>().SetAsync(
            MakeLabel(id, label) with { ModelLabel = model, Account = AccountId.Parse(account) }, CancellationToken.None);
    }

    private static PictureLabel MakeLabel(PictureId picture, string label) => new()
    {
        Picture = picture,
        Label = label,
        By = "anna",
        At = DateTimeOffset.UnixEpoch,
        Account = AccountId.Parse("scripted:dave"),
        PostKey = "1-1",
        Model = "specials-board",
    };

    private static string FileOf(string text, string label) => Path.Combine(label, $"{PictureId.Of(Encoding.UTF8.GetBytes(text))}.jpg");

    private static string[] Sorted(params string[] files) => [.. files.Order(StringComparer.Ordinal)];

    private string[] Files() => Files(Set);

    private static string[] Files(string folder) =>
        Sorted([.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))]);
}
