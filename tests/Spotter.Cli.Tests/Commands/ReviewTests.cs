using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Cli.Commands;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Posts;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>From what an account posted to the folders that the next training reads.</summary>
public sealed class ReviewTests
{
    private const string Account = DavesSimulator.Account;

    [Fact]
    public async Task Pictures_are_listed_labelled_exported_and_trained_on()
    {
        await using var simulator = await StartAsync(24);
        using var workplace = await ScanAsync(simulator);

        var listed = await workplace.RunAsync("review", "--json");
        var rows = Lines(listed);
        Assert.Equal(24, rows.Count);
        Assert.All(rows, row => Assert.True(File.Exists(row.GetProperty("file").GetString())));

        // Every picture is said to be the other thing than it is; a tool may do that, one line each.
        var answers = workplace.PathOf("answers.jsonl");
        await File.WriteAllLinesAsync(
            answers, rows.Select(row => JsonSerializer.Serialize(new { picture = IdOf(row), label = Opposite(row) })));
        var taken = await workplace.RunAsync("review", "--take", answers, "--by", "anna");
        Assert.True(taken.ExitCode == 0, taken.Error);
        Assert.Equal("", (await workplace.RunAsync("review", "--json")).Out);

        var posts = JsonDocument.Parse((await workplace.RunAsync("posts", "--json")).Out).RootElement;
        Assert.All(posts.EnumerateArray(), post => Assert.Equal(("anna", 1), (
            post.GetProperty("by").GetString(), post.GetProperty("best").GetProperty("score").GetDouble())));
        Assert.Contains("(anna)", (await workplace.RunAsync("posts")).Out);

        var set = workplace.PathOf("set");
        var exported = await workplace.RunAsync("dataset", "export", set, "--corrected-only", "--json");
        Assert.True(exported.ExitCode == 0, exported.Error);
        Assert.Equal(24, JsonDocument.Parse(exported.Out).RootElement.GetProperty("written").GetInt32());
        Assert.All(rows, row => Assert.True(File.Exists(Path.Combine(set, Opposite(row), $"{IdOf(row)}.jpg"))));

        var trained = await workplace.RunAsync("train", set, "--out", Path.Combine(workplace.PathOf("models"), "lunch"));
        Assert.True(trained.ExitCode == 0, trained.Error);
    }

    [Fact]
    public async Task A_label_is_set_and_taken_back_by_the_first_digits_of_the_picture()
    {
        await using var simulator = await StartAsync(3);
        using var workplace = await ScanAsync(simulator);
        var row = Lines(await workplace.RunAsync("review", "--json"))[0];

        var set = await workplace.RunAsync("review", "--set", $"{IdOf(row)[..12]}={Opposite(row)}", "--by", "anna");
        Assert.True(set.ExitCode == 0, set.Error);
        var labelled = Lines(await workplace.RunAsync("review", "--all", "--json")).Single(line => IdOf(line) == IdOf(row));
        Assert.Equal((Opposite(row), "anna"), (labelled.GetProperty("label").GetString(), labelled.GetProperty("by").GetString()));

        Assert.Equal(0, (await workplace.RunAsync("review", "--unset", IdOf(row))).ExitCode);
        Assert.All(Lines(await workplace.RunAsync("review", "--all", "--json")), line => Assert.Equal(
            JsonValueKind.Null, line.GetProperty("label").ValueKind));
    }

    [Fact]
    public async Task An_unknown_label_or_picture_is_told_in_one_line_and_nothing_is_set()
    {
        await using var simulator = await StartAsync(3);
        using var workplace = await ScanAsync(simulator);
        var picture = IdOf(Lines(await workplace.RunAsync("review", "--json"))[0]);
        var broken = workplace.PathOf("broken.jsonl");
        await File.WriteAllTextAsync(broken, $"{{\"picture\":\"{picture}\",\"label\":\"other\"}}\nlunch\n");

        await AssertRefusedAsync(
            workplace,
            "There is no label 'soup'. There are: other, specials-board.",
            "--set",
            $"{picture}=other",
            "--set",
            $"{picture}=soup"
        );
        await AssertRefusedAsync(
            workplace,
            "No classified picture of a watched account has the id 0123456789",
            "--set",
            $"{picture}=other",
            "--set",
            "0123456789=other"
        );
        await AssertRefusedAsync(workplace, "'abc' is no picture", "--set", "abc=other");
        await AssertRefusedAsync(workplace, "sets no label. Write PICTURE=LABEL", "--set", "other");
        await AssertRefusedAsync(workplace, "Line 2 cannot be read", "--take", broken);
        await AssertRefusedAsync(workplace, "There is no file nothing.jsonl", "--take", "nothing.jsonl");
        await AssertRefusedAsync(workplace, "--since is 'yesterday'", "--since", "yesterday");
        await AssertRefusedAsync(workplace, "cannot be a label", "--set", $"{picture}=../soup", "--new");
        await AssertRefusedAsync(workplace, "A review needs a terminal");

        Assert.All(Lines(await workplace.RunAsync("review", "--all", "--json")), line => Assert.Equal(
            JsonValueKind.Null, line.GetProperty("label").ValueKind));
        Assert.Equal(0, (await workplace.RunAsync("review", "--set", $"{picture}=soup", "--new")).ExitCode);
        Assert.Equal(0, (await workplace.RunAsync("review", "--set", $"{picture}=soup")).ExitCode);
    }

    [SkippableFact]
    public async Task An_export_that_is_killed_and_run_again_ends_with_the_same_folder()
    {
        Skip.If(OperatingSystem.IsWindows(), "A file cannot be a pipe there.");
        const int BetweenKills = 8;
        using var workplace = new Workplace();
        var account = $"folder:{Draw(workplace, 40)}";
        Assert.Equal(0, (await workplace.RunAsync("accounts", "add", account)).ExitCode);
        Assert.Equal(0, (await workplace.RunAsync("scan", account)).ExitCode);
        var (whole, killed) = (workplace.PathOf("whole"), workplace.PathOf("killed"));
        var run = await workplace.RunAsync("dataset", "export", whole, "--least", "0");
        Assert.True(run.ExitCode == 0, run.Error);

        var pictures = await ListPicturesAsync(workplace, account);
        for (var done = BetweenKills - 1; done + 1 < pictures.Count; done += BetweenKills)
        {
            // It is killed when it has just got this one, and can come no further than the next.
            using var last = new HeldPicture(pictures[done]);
            using var next = new HeldPicture(pictures[done + 1]);
            using var export = SpotterProcess.Start(workplace, "dataset", "export", killed, "--least", "0");
            await last.GiveAsync(orUntil: export.Ended);
            await export.KillAsync();
            Assert.InRange(Count(killed), done, done + 1);
        }

        var again = await SpotterProcess.RunAsync(workplace, "dataset", "export", killed, "--least", "0");
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(pictures.Count, Count(killed));
        Assert.Equal(Contents(whole), Contents(killed));
    }

    private static async Task AssertRefusedAsync(Workplace workplace, string expected, params string[] args)
    {
        var run = await workplace.RunAsync(["review", .. args]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Equal("", run.Out);
    }

    private static Task<SimulatorHost> StartAsync(int posts) =>
        DavesSimulator.StartAsync(
            Enumerable
                .Range(1, posts)
                .Select(n => new PostScript
                {
                    At = -60 * n,
                    Caption = $"Lunch {n}",
                    Pictures = [n % 2 == 0 ? PictureKind.SpecialsBoard : PictureKind.Other],
                })
        );

    private static async Task<Workplace> ScanAsync(SimulatorHost simulator)
    {
        var workplace = new Workplace([.. SimulatorSettings.For(simulator)]);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "add", Account)).ExitCode);
        var scan = await workplace.RunAsync("scan", Account);
        Assert.True(scan.ExitCode == 0, scan.Error);
        return workplace;
    }

    private static string Draw(Workplace workplace, int count)
    {
        var folder = Directory.CreateDirectory(workplace.PathOf("photographs")).FullName;
        for (var n = 0; n < count; n++)
            File.WriteAllBytes(
                Path.Combine(folder, $"{n:D3}.jpg"),
                new VipsPictureRenderer().Render(
                    $"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64' "
                        + $"fill='#{n * 65_793:x6}'/><circle cx='{n % 64}' cy='{n / 4}' r='9' fill='white'/></svg>",
                    90
                )
            );
        return folder;
    }

    /// <summary>The files of an account's pictures, in the order in which they are exported.</summary>
    private static async Task<List<string>> ListPicturesAsync(Workplace workplace, string account)
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = workplace.PathOf("state.db") }));
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = workplace.PathOf("pictures") }));
        return await new PostRepository(state).ListAsync(AccountId.Parse(account), CancellationToken.None)
            .Select(post => store.Find(post.Pictures[0].Id!.Value)!).ToListAsync();
    }

    private static List<JsonElement> Lines(CommandRun run) =>
        [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string IdOf(JsonElement row) => row.GetProperty("picture").GetString()!;

    private static string Opposite(JsonElement row) =>
        row.GetProperty("scores")[0].GetProperty("label").GetString() == "other" ? "specials-board" : "other";

    private static int Count(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jpg", SearchOption.AllDirectories).Count() : 0;

    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(File.ReadAllBytes(file))),
        StringComparer.Ordinal);
}
