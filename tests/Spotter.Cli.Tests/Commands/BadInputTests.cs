using System.Globalization;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What is wrong is named in one line, nothing is done, and the exit code is not 0.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Theory]
    [InlineData("'lunch' is not an account", "accounts", "add", "lunch")]
    [InlineData("'@soup shop' cannot be an Instagram handle", "accounts", "add", "@soup shop")]
    [InlineData("instagram:soupshop is not watched", "scan", "@SoupShop")]
    [InlineData("There is no source 'twitter'. There are: ", "accounts", "add", "twitter:dave")]
    [InlineData("There is no model 'soup'", "accounts", "add", "instagram:dave", "--model", "soup")]
    [InlineData("asks for words in pictures, which nothing reads here", "accounts", "add", "a:b", "--rule", "words has soup")]
    [InlineData("--since is 'soon'; write days (30d)", "rules", "test", "other", "--since", "soon")]
    [InlineData("Nothing is watched yet. Add an account", "rules", "test", "other")]
    [InlineData("needs 6: put the second in front", "accounts", "add", "instagram:dave", "--schedule", "*/10 * * * *")]
    [InlineData("There is no time zone 'Mars'", "accounts", "add", "instagram:dave", "--zone", "Mars")]
    [InlineData("instagram:dave is not watched. Add it with: spotter accounts add instagram:dave", "scan", "instagram:dave")]
    [InlineData("--limit must be 1 or more", "scan", "instagram:dave", "--limit", "0")]
    [InlineData("--limit must be 1 or more", "posts", "--limit", "-1")]
    [InlineData("--limit must be 1 or more", "scans", "--limit", "0")]
    [InlineData("instagram:dave is not watched", "posts", "instagram:dave")]
    [InlineData("instagram:dave is not watched", "accounts", "pause", "instagram:dave")]
    [InlineData("There is no file missing.jpg", "label", "missing.jpg")]
    [InlineData("--least must be from 0 to 1", "dataset", "export", "set", "--least", "2")]
    [InlineData("'lunch' is not an account", "dataset", "export", "set", "--account", "lunch")]
    [InlineData("instagram:dave is not watched", "review", "instagram:dave")]
    [InlineData("There is no settings file", "watch", "--settings", "/nowhere/spotter.json")]
    [InlineData("--out is /dev/null/out, which cannot be made a folder", "export", "--out", "/dev/null/out")]
    [InlineData("--least must be from 0 to 1", "review", "--least", "2")]
    [InlineData("--limit must be 1 or more", "review", "--limit", "-1")]
    [InlineData("One of the words is empty", "dataset", "export", "")]
    [InlineData("--label names the folder 'a' twice", "evaluate", ".", "--model", "m", "--label", "a=b", "--label", "a=c")]
    [InlineData(
        "--report is '/nowhere/x.html', and there is no folder /nowhere", "evaluate", ".", "--model", "m", "--report", "/nowhere/x.html")]
    [InlineData("'many' for option '--limit': write a whole number", "posts", "--limit", "many")]
    [InlineData("'high' for option '--least': write a number", "dataset", "export", "set", "--least", "high")]
    [InlineData("See: spotter models add --help", "models", "add")]
    [InlineData("'dance' is not a command of 'spotter'. See: spotter --help", "dance")]
    [InlineData("'acounts' is not a command of 'spotter'. Did you mean 'accounts'? See: spotter --help", "acounts", "list")]
    [InlineData(
        "'lsit' is not a command of 'spotter accounts'. Did you mean 'list'? See: spotter accounts --help",
        "accounts",
        "lsit",
        "--json"
    )]
    [InlineData(
        "'--ruel' is not an option of 'spotter accounts add'. Did you mean '--rule'?",
        "accounts",
        "add",
        "instagram:dave",
        "--ruel",
        "board"
    )]
    [InlineData("'--limt' is not an option of 'spotter scan'. Did you mean '--limit'?", "scan", "--limt", "3")]
    [InlineData("'--setings' is not an option of 'spotter scan'. Did you mean '--settings'?", "scan", "--setings", "x.json")]
    [InlineData("'--loud' is not an option of 'spotter watch'. See: spotter watch --help", "watch", "--loud")]
    [InlineData("'instagram:dave' is one word too many. See: spotter watch --help", "watch", "instagram:dave")]
    public async Task Wrong_words_are_named_and_nothing_is_done(string expected, params string[] args)
    {
        var run = args.Contains("--settings") ? await CommandRun.OfAsync(args) : await _workplace.RunAsync(args);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Equal("", run.Out);
    }

    [Theory]
    [InlineData("board", 0, "has no label 'board'. Did you mean: specials-board?")]
    [InlineData("specials-board:90", 15, "must be a number from 0 to 1")]
    [InlineData("specials-board:0.9:slck", 19, "There is no channel 'slck'. There are: console.")]
    [InlineData("specials-board and", 18, "The rule ends too early.")]
    public async Task A_mistake_in_a_rule_is_pointed_at(string rule, int at, string expected)
    {
        var run = await _workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", rule);

        var lines = run.Error.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal((ExitCode.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(expected, lines[0]);
        Assert.Equal(["    " + rule, "    " + new string(' ', at) + "^"], lines[1..]);
    }

    [Fact]
    public async Task Numbers_are_read_the_same_in_every_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");

        var run = await _workplace.RunAsync("train", ".", "--out", "m", "--precision", "1.5");

        Assert.Contains("--precision is 1.5;", run.Error);
    }

    [Theory]
    [InlineData("Scanning:MaxPosts", "0", "Scanning:MaxPosts")]
    [InlineData("Scanning:MaxPosts", "many", "Scanning:MaxPosts")]
    [InlineData("Sources:Instagram:CallBudget", "often", "Sources:Instagram:CallBudget")]
    [InlineData("Channels:lunch:Type", "carrier pigeon", "Channels:lunch:Type must be slack, webhook or console")]
    [InlineData("Channels:lunch:Type", "slack", "Channels:lunch:Channel must be the id of a channel")]
    public async Task A_wrong_setting_is_named(string setting, string value, string expected)
    {
        using var workplace = new Workplace([KeyValuePair.Create<string, string?>(setting, value)]);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task A_misspelt_setting_is_warned_of()
    {
        using var workplace = new Workplace([KeyValuePair.Create<string, string?>("Scaning:MaxPosts", "5")]);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Scaning:MaxPosts", run.Error);
    }

    [Fact]
    public async Task Settings_that_are_no_json_are_named_with_the_line()
    {
        await File.WriteAllTextAsync(_workplace.Settings, "{\n  \"Scanning\": {\n    \"MaxPosts\": ,\n  }\n}");

        var run = await _workplace.RunAsync("watch");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"{_workplace.Settings}, line 3", run.Error);
    }

    [Fact]
    public async Task A_damaged_state_file_is_named_and_kept()
    {
        await File.WriteAllTextAsync(_workplace.PathOf("state.db"), new string('x', 5_000));

        var run = await _workplace.RunAsync("accounts", "list");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains(_workplace.PathOf("state.db"), run.Error);
        Assert.Contains("is damaged", run.Error);
        Assert.Equal(5_000, new FileInfo(_workplace.PathOf("state.db")).Length);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_named_and_the_others_are_labelled()
    {
        var good = _workplace.PathOf("good.jpg");
        var bad = _workplace.PathOf("text.jpg");
        await File.WriteAllBytesAsync(good, new VipsPictureRenderer().Render(
            "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64' fill='green'/></svg>", 90));
        await File.WriteAllTextAsync(bad, "soup of the day");

        var run = await _workplace.RunAsync("label", good, bad, "--top", "2");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains($"{bad}: it is not a JPEG", run.Error);
        Assert.Contains("specials-board", run.Out);
        Assert.Contains("other", run.Out);
    }

    [Fact]
    public async Task A_folder_is_labelled_each_picture_once_and_what_looks_like_one_is_named()
    {
        var folder = Directory.CreateDirectory(_workplace.PathOf("shop")).FullName;
        var picture = new VipsPictureRenderer().Render("<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>", 90);
        await File.WriteAllBytesAsync(Path.Combine(folder, "good.jfif"), picture);
        await File.WriteAllBytesAsync(Path.Combine(folder, "phone.heic"), [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[12]]);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "soup of the day");
        Directory.CreateSymbolicLink(Path.Combine(folder, "again"), folder);
        File.CreateSymbolicLink(Path.Combine(folder, "link.jpg"), Path.Combine(folder, "good.jfif"));

        var run = await _workplace.RunAsync("label", folder, "--top", "1");
        var pattern = await _workplace.RunAsync("label", Path.Combine(folder, "**/*.jfif"), "--top", "1");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Single(run.Out.Split('\n'), line => line.Contains("good.jfif", StringComparison.Ordinal) || line.Contains(
            "link.jpg", StringComparison.Ordinal));
        var told = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, told.Length);
        Assert.Contains("goes by the pictures alone", told[0]);
        Assert.Contains("phone.heic: it is a HEIF file", told[1]);
        Assert.Single(pattern.Out.Split('\n'), line => line.Contains("good.jfif", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scan_without_a_token_fails_and_names_the_setting()
    {
        await _workplace.RunAsync("accounts", "add", "instagram:dave");

        var run = await _workplace.RunAsync("scan", "instagram:dave");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("Sources:Instagram:", run.Error);
    }
}
