using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;

namespace Spotter.Cli.Tests.Commands;

public sealed class CommandTests
{
    [Fact]
    public async Task The_demo_ends_by_itself_with_counts_that_a_script_can_check()
    {
        var run = await CommandRun.OfAsync("demo", "--once", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var counts = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(28, counts.GetProperty("posts").GetInt32());
        Assert.Equal(28, counts.GetProperty("pictures").GetInt32());
        Assert.Equal(28, counts.GetProperty("classified").GetInt32());
        Assert.Equal(1, counts.GetProperty("failed").GetInt32());
        Assert.Equal(8, counts.GetProperty("alerts").GetInt32());
        Assert.DoesNotContain("busy", run.Error);
        // What holds for every scan is said once.
        Assert.Single(run.Error.Split("went by the pictures alone")[1..]);
    }

    [Fact]
    public async Task A_folder_of_pictures_is_watched_scanned_and_listed()
    {
        using var workplace = new Workplace();
        var folder = Directory.CreateDirectory(workplace.PathOf("shop")).FullName;
        Assert.Equal(0, (await workplace.RunAsync("simulate", "--pictures", folder, "--count", "3")).ExitCode);

        var added = await workplace.RunAsync("accounts", "add", $"folder:{folder}", "--rule", "specials-board");
        var scanned = await workplace.RunAsync("scan", $"folder:{folder}", "--json");
        var posts = await workplace.RunAsync("posts", "--json");
        var scans = await workplace.RunAsync("scans");

        Assert.True(added.ExitCode == 0, added.Error);
        Assert.True(scanned.ExitCode == 0, scanned.Error);
        Assert.Equal(6, JsonDocument.Parse(scanned.Out).RootElement[0].GetProperty("counts").GetProperty("posts").GetInt32());
        Assert.Equal(6, JsonDocument.Parse(posts.Out).RootElement.GetArrayLength());
        Assert.Contains("completed", scans.Out);
    }

    [Fact]
    public async Task Posts_of_several_accounts_are_listed_newest_first_and_all_of_them_for_a_program()
    {
        using var workplace = new Workplace();
        foreach (var shop in new[] { "one", "two" })
        {
            var folder = Directory.CreateDirectory(workplace.PathOf(shop)).FullName;
            await workplace.RunAsync("simulate", "--pictures", folder, "--count", "15", "--seed", shop == "one" ? "1" : "2");
            await workplace.RunAsync("accounts", "add", $"folder:{folder}");
        }

        var scan = await workplace.RunAsync("scan");

        Assert.Equal(0, scan.ExitCode);
        // What holds for every account is said once.
        Assert.Single(scan.Error.Split("went by the pictures alone")[1..]);
        var all = JsonDocument.Parse((await workplace.RunAsync("posts", "--json")).Out).RootElement.EnumerateArray().ToList();
        var few = await workplace.RunAsync("posts", "--limit", "10");

        Assert.Equal(60, all.Count);
        Assert.Equal(all.OrderByDescending(PostedAt).Select(PostedAt), all.Select(PostedAt));
        Assert.All(all, post => Assert.True(File.Exists(post.GetProperty("files")[0].GetString())));
        Assert.Contains("more than these 10 posts", few.Error);
        Assert.Equal(ExitCode.Usage, (await workplace.RunAsync("posts", "--relabel", "--model", "m", "--limit", "3")).ExitCode);

        // Within a second, in the order of their ids.
        static long PostedAt(JsonElement post) => post.GetProperty("postedAt").GetDateTimeOffset().ToUnixTimeSeconds();
    }

    [Fact]
    public async Task An_account_is_added_once_paused_resumed_and_removed()
    {
        using var workplace = new Workplace();

        Assert.Equal(0, (await workplace.RunAsync(
            "accounts", "add", "instagram:dave", "--schedule", "0 0 11 * * *", "--zone", "America/New_York")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await workplace.RunAsync("accounts", "add", "instagram:dave")).ExitCode);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "pause", "instagram:dave")).ExitCode);
        Assert.Contains("paused", (await workplace.RunAsync("accounts", "list")).Out);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "resume", "instagram:dave")).ExitCode);
        Assert.Contains("America/New_York", (await workplace.RunAsync("accounts", "list")).Out);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "remove", "instagram:dave")).ExitCode);
        Assert.Equal("[]", (await workplace.RunAsync("accounts", "list", "--json")).Out.Trim());
    }

    [Fact]
    public async Task The_list_says_whether_a_least_score_is_a_persons_or_the_models()
    {
        using var workplace = new Workplace();
        string[] given = ["--rule", "specials-board", "--rule", "specials-board:0.9"];
        var added = await workplace.RunAsync(["accounts", "add", "instagram:dave", .. given]);
        var text = await workplace.RunAsync("accounts", "list");
        var json = JsonDocument.Parse((await workplace.RunAsync("accounts", "list", "--json")).Out).RootElement[0];
        var rules = json.GetProperty("rules").EnumerateArray().ToList();
        workplace.Set("Models:Folder", workplace.PathOf("no-models"));
        workplace.Set("Models:BuiltInFolder", workplace.PathOf("no-models"));
        var without = await workplace.RunAsync("accounts", "list");

        Assert.Contains("specials-board >= 0.9 -> console", added.Out);
        Assert.Matches(
            @"specials-board -> console \(specials-board from 0\.\d+, the model's\)\s+specials-board >= 0\.9 -> console", text.Out);
        Assert.Equal(["model", "rule"], rules.Take(2).Select(rule => rule.GetProperty("leastScoreFrom").GetString()));
        Assert.Equal(0.9, rules[1].GetProperty("leastScore").GetDouble());
        Assert.Contains("specials-board -> console", without.Out);
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_told_beside_the_others_and_can_be_removed()
    {
        using var workplace = new Workplace();
        await workplace.RunAsync("accounts", "add", "instagram:anna", "instagram:dave");
        await using (var state = new SqliteStateStore(Options.Create(new StateOptions { Path = workplace.PathOf("state.db") })))
            await state.TryChangeAsync("watches", [StateChange.Put("instagram:anna", "{"u8.ToArray())], CancellationToken.None);

        var list = await workplace.RunAsync("accounts", "list");
        var posts = await workplace.RunAsync("posts");
        var doctor = await workplace.RunAsync("doctor");

        Assert.Contains("instagram:dave", list.Out);
        Assert.Contains("instagram:anna is not scanned.", list.Error);
        Assert.Contains("remove the account and add it again", list.Error);
        Assert.Equal(0, posts.ExitCode);
        Assert.Contains("FAIL  state: instagram:anna is not scanned.", doctor.Joined);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "remove", "instagram:anna")).ExitCode);
        Assert.Empty((await workplace.RunAsync("accounts", "list")).Error);
    }

    [Fact]
    public async Task The_doctor_says_what_is_well()
    {
        using var workplace = new Workplace();

        var run = await workplace.RunAsync("doctor");

        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        Assert.Contains("libvips 8.", run.Out);
        Assert.Contains("ONNX Runtime 1.", run.Out);
        Assert.Contains("specials-board, 2 labels", run.Out);
    }

    [Fact]
    public async Task Folders_train_a_model_that_labels()
    {
        using var workplace = new Workplace();
        var drawn = workplace.PathOf("drawn");
        var model = Path.Combine(workplace.PathOf("models"), "boards");
        await workplace.RunAsync("simulate", "--pictures", drawn, "--count", "30", "--seed", "5");

        var run = await workplace.RunAsync("train", drawn, "--out", model);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(File.Exists(Path.Combine(model, "model.onnx")) && File.Exists(Path.Combine(model, "MODEL_CARD.md")));
        Assert.Contains("95 % sure", run.Out);
        Assert.Contains("Twice as many pictures", run.Out);
    }

    [Theory]
    [InlineData()]
    [InlineData("demo")]
    [InlineData("watch")]
    [InlineData("scan")]
    [InlineData("accounts", "add")]
    [InlineData("posts")]
    [InlineData("scans")]
    [InlineData("budgets", "list")]
    [InlineData("budgets", "clear")]
    [InlineData("label")]
    [InlineData("review")]
    [InlineData("dataset", "export")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("models", "list")]
    [InlineData("models", "show")]
    [InlineData("models", "add")]
    [InlineData("simulate")]
    [InlineData("doctor")]
    [InlineData("export")]
    [InlineData("verify")]
    [InlineData("import")]
    [InlineData("copy")]
    public async Task Help_teaches(params string[] command)
    {
        var run = await CommandRun.OfAsync([.. command, "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage:", run.Out);
        Assert.Contains($"  spotter {string.Join(' ', command)}".TrimEnd(), run.Out[run.Out.IndexOf("Usage:", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData()]
    [InlineData("accounts")]
    [InlineData("models")]
    public async Task A_list_of_commands_has_a_line_for_each(params string[] command)
    {
        var run = await CommandRun.OfAsync([.. command, "--help"]);

        var list = run.Out[run.Out.IndexOf("Commands:", StringComparison.Ordinal)..].Trim().Split(Environment.NewLine);
        Assert.All(list.Skip(1), line => Assert.Matches(@"^  [a-z]+ .*\S\.$", line.TrimEnd()));
    }
}
