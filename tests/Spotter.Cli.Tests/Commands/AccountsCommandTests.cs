using System.Text.Json;

namespace Spotter.Cli.Tests.Commands;

public sealed class AccountsCommandTests : IDisposable
{
    private const int Columns = 80;
    private const string Dave = "instagram:dave";
    private readonly Workplace _workplace = new();

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_watch_is_changed_from_the_same_beginning_and_what_is_not_named_stays()
    {
        await _workplace.RunAsync("accounts", "add", Dave, "--rule", "specials-board:0.9", "--schedule", "0 0 11 * * *");
        await _workplace.RunAsync("accounts", "pause", Dave);
        var before = await ReadAsync();

        var run = await _workplace.RunAsync("accounts", "set", Dave, "--zone", "America/New_York", "--add-rule", "other:0.5");
        var after = await ReadAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("watching instagram:dave: specials-board >= 0.9 -> console, other >= 0.5 -> console", run.Out.Trim());
        Assert.Equal(before.GetProperty("since").GetString(), after.GetProperty("since").GetString());
        Assert.Equal("0 0 11 * * *", after.GetProperty("schedule").GetString());
        Assert.Equal("America/New_York", after.GetProperty("timeZone").GetString());
        Assert.True(after.GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task Rules_are_replaced_or_removed_and_a_default_is_taken_again()
    {
        await _workplace.RunAsync("accounts", "add", Dave, "--rule", "specials-board", "--rule", "other", "--schedule", "0 0 11 * * *");

        var removed = await _workplace.RunAsync("accounts", "set", Dave, "--remove-rule", "other");
        var replaced = await _workplace.RunAsync("accounts", "set", Dave, "--rule", "other:0.7", "--schedule", "default");

        Assert.Matches(
            @"^watching instagram:dave: specials-board -> console \(specials-board from [0-9.]+, the model's\)$", removed.Out.Trim());
        Assert.Equal("watching instagram:dave: other >= 0.7 -> console", replaced.Out.Trim());
        Assert.Equal(JsonValueKind.Null, (await ReadAsync()).GetProperty("schedule").ValueKind);
    }

    [Fact]
    public async Task A_rule_of_several_parts_is_listed_as_it_was_understood_and_removed_by_its_text()
    {
        const string Rule = "specials-board and (caption has \"soup|chowder\" or likes >= 100)";
        await _workplace.RunAsync("accounts", "add", Dave, "--rule", "other:0.5", "--rule", Rule.ToUpperInvariant().Replace(
            "SPECIALS-BOARD", "specials-board"), "--rule", Rule + " -> console");

        var list = await _workplace.RunAsync("accounts", "list");
        var row = (await ReadAsync()).GetProperty("rules")[2];
        var removed = await _workplace.RunAsync("accounts", "set", Dave, "--remove-rule", $"{Rule} -> console");

        Assert.Contains($"{Rule} -> console (specials-board from 0.", list.Joined);
        Assert.Equal($"{Rule} -> console", row.GetProperty("rule").GetString());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("label").ValueKind);
        Assert.True(row.GetProperty("recommended").GetProperty("specials-board").GetDouble() > 0);
        Assert.Contains("other >= 0.5 -> console, specials-board and (caption has \"SOUP|CHOWDER\"", removed.Out);
        Assert.DoesNotContain("soup|chowder", removed.Out);
    }

    [Theory]
    [InlineData("has no label 'soup'", "--rule", "soup")]
    [InlineData("has no rule for 'other'. It has: specials-board.", "--remove-rule", "other")]
    [InlineData("has 5 fields and needs 6", "--schedule", "0 11 * * *")]
    [InlineData("There is no model 'soup'", "--model", "soup")]
    [InlineData("Nothing was named that is to be different")]
    public async Task What_cannot_be_set_is_told_and_changes_nothing(string expected, params string[] words)
    {
        await _workplace.RunAsync("accounts", "add", Dave, "--rule", "specials-board:0.9");
        var before = await ReadAsync();

        var run = await _workplace.RunAsync(["accounts", "set", Dave, .. words]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Equal(before.GetRawText(), (await ReadAsync()).GetRawText());
    }

    [Fact]
    public async Task An_account_that_is_not_watched_cannot_be_changed()
    {
        var run = await _workplace.RunAsync("accounts", "set", Dave, "--rule", "specials-board");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("instagram:dave is not watched", run.Error);
    }

    [Fact]
    public async Task Removing_an_account_says_how_to_see_what_stays()
    {
        var folder = Directory.CreateDirectory(_workplace.PathOf("shop")).FullName;
        await _workplace.RunAsync("simulate", "--pictures", folder, "--count", "1");
        await _workplace.RunAsync("accounts", "add", $"folder:{folder}");
        await _workplace.RunAsync("scan", $"folder:{folder}");

        var run = await _workplace.RunAsync("accounts", "remove", $"folder:{folder}");
        var posts = await _workplace.RunAsync("posts", $"folder:{folder}", "--json");
        var never = await _workplace.RunAsync("posts", Dave);

        Assert.Contains($"Its posts and pictures stay: spotter posts folder:{folder}", run.Out);
        Assert.Equal(2, JsonDocument.Parse(posts.Out).RootElement.GetArrayLength());
        Assert.Contains("instagram:dave is not watched", never.Error);
    }

    [Fact]
    public async Task The_list_says_when_an_account_was_scanned_and_is_scanned_next()
    {
        var account = $"folder:{Directory.CreateDirectory(_workplace.PathOf("shop")).FullName}";
        await _workplace.RunAsync("accounts", "add", account, "--schedule", "0 0 11 1 1 *");
        var before = await ReadAsync();
        await _workplace.RunAsync("scan", account);
        var after = await ReadAsync();

        Assert.Equal(JsonValueKind.Null, before.GetProperty("lastScan").ValueKind);
        Assert.Equal(DateTime.UtcNow, after.GetProperty("lastScan").GetDateTime(), TimeSpan.FromMinutes(5));
        Assert.Equal("01-01T11:00:00", after.GetProperty("nextScan").GetDateTime().ToUniversalTime().ToString(
            "MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("-01-01 11:00", (await _workplace.RunAsync("accounts", "list")).Out);
    }

    [Fact]
    public async Task A_scan_without_names_is_of_all_accounts_that_are_not_paused()
    {
        var accounts = new[] { "a", "b", "c" }.Select(
            name => $"folder:{Directory.CreateDirectory(_workplace.PathOf(name)).FullName}").ToArray();
        var none = await _workplace.RunAsync("scan");
        await _workplace.RunAsync(["accounts", "add", .. accounts]);
        await _workplace.RunAsync("accounts", "pause", accounts[1]);

        var run = await _workplace.RunAsync("scan", "--no-wait", "--json");

        Assert.Equal(ExitCode.Usage, none.ExitCode);
        Assert.Contains("Nothing is watched yet", none.Error);
        Assert.True(run.ExitCode == 0, run.Error);
        var scanned = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(scan => scan.GetProperty("account").GetString());
        Assert.Equal([accounts[0], accounts[2]], scanned);
    }

    [Fact]
    public async Task Lists_fit_eighty_columns()
    {
        var account = $"folder:{Directory.CreateDirectory(_workplace.PathOf(new string('s', 60) + "/shop")).FullName}";
        await _workplace.RunAsync("simulate", "--pictures", _workplace.PathOf(new string('s', 60) + "/shop"), "--count", "1");
        await _workplace.RunAsync("accounts", "add", account, "--rule", "specials-board", "--rule", "other");
        await _workplace.RunAsync("scan", account);

        foreach (string[] words in (string[][])[["accounts", "list"], ["posts"], ["scans"], ["models", "list"], ["doctor"]])
        {
            var run = await _workplace.RunAsync(words);

            Assert.NotEmpty(run.Out);
            Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= Columns, $"{words[0]}: {line}"));
        }
    }

    private async Task<JsonElement> ReadAsync() =>
        JsonDocument.Parse((await _workplace.RunAsync("accounts", "list", "--json")).Out).RootElement[0];
}
