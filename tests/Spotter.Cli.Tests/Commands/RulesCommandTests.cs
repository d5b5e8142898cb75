using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What a rule would have matched among the posts of one account, newest first: three of today and one of last year.</summary>
public sealed class RulesCommandTests : IAsyncLifetime, IDisposable
{
    private const string Dave = "instagram:dave";
    private const string Erin = "instagram:erin";
    private const int Columns = 80;
    private readonly Workplace _workplace = new();

    public async Task InitializeAsync()
    {
        await _workplace.RunAsync("accounts", "add", Dave, "--rule", "specials-board");
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        var scans = new ScanRepository(state);
        var now = TimeProvider.System.GetUtcNow();
        PostRecord[] posts =
        [
            PostOf("chowder", now.AddHours(-1), "Lunch!", 200, 0.97f, ["Today", "Clam chowder 5.99"]),
            PostOf("cake", now.AddHours(-2), "Sold out", null, 0.9f, ["Cake"]),
            PostOf("unread", now.AddHours(-3), new string('x', 200), 10, 0.9f, null),
            PostOf("old", now.AddDays(-300), "Chowder", 10, 0.9f, ["chowder"]),
        ];
        await scans.AddPostsAsync(
            AccountId.Parse(Dave), posts, mayMove: true, read: null, new ScanProgress(), CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task It_says_what_matched_and_why_how_far_it_looked_and_what_is_undecided()
    {
        var run = await _workplace.RunAsync("rules", "test", "specials-board >= 0.5 and words has chowder -> lunch");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches("(?m)^[0-9-]+ [0-9:]+ +instagram:dave +chowder$", run.Out);
        Assert.Contains("    specials-board 0.97, “Clam chowder 5.99”", run.Out);
        Assert.Matches(
            @"specials-board >= 0\.5 and words has chowder: matches 1 of 3 posts back to [0-9-]+ [0-9:]+\. "
                + @"Undecided: 1 whose words were not read\.",
            run.Out.ReplaceLineEndings(" "));
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.TrimEnd().Length <= Columns, line));
    }

    [Fact]
    public async Task It_looks_as_far_back_as_it_is_asked()
    {
        var days = await ReadAsync("words has chowder", "--since", "400d");
        var hours = await ReadAsync("words has chowder", "--since", "1h");
        var date = await ReadAsync("words has chowder", "--since", "2001-01-31", "--account", "@dave");
        var beginning = await ReadAsync("words has chowder", "--since", "999999999d");

        Assert.Equal([4, 0, 4, 4], new[] { days, hours, date, beginning }.Select(test => test.GetProperty("looked").GetInt32()));
        Assert.Equal(JsonValueKind.Null, hours.GetProperty("lookedBackTo").ValueKind);
        Assert.Equal(
            ["chowder", "old"], days.GetProperty("matched").EnumerateArray().Select(match => match.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Nothing_that_matched_is_an_answer_too()
    {
        var run = await _workplace.RunAsync("rules", "test", "caption has \"no such words\"");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.StartsWith("caption has \"no such words\": matches 0 of 3 posts back to", run.Out);
    }

    [Fact]
    public async Task What_the_source_did_not_say_is_told_apart_from_words_that_were_not_read()
    {
        var test = await ReadAsync("likes >= 100 or words has chowder and likes >= 5");
        var run = await _workplace.RunAsync("rules", "test", "likes >= 100");

        Assert.Equal((1, 2, 1), (
            test.GetProperty("matched").GetArrayLength(),
            test.GetProperty("undecided").GetInt32(),
            test.GetProperty("wordsUnread").GetInt32()));
        Assert.Contains("Undecided: 1 of which nobody said what the rule asks for.", run.Out.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_post_that_is_not_classified_yet_is_undecided()
    {
        await WatchErinAsync(model: null);
        await AddAsync(Erin, PostOf("new", TimeProvider.System.GetUtcNow(), "", null, 0, null) with
        {
            Stage = PostStage.Discovered,
            Pictures = [new PictureRecord()],
        });

        var test = await ReadAsync("specials-board");

        Assert.Equal((4, 3, 1), (
            test.GetProperty("looked").GetInt32(), test.GetProperty("matched").GetArrayLength(), test.GetProperty("undecided").GetInt32()));
    }

    [Fact]
    public async Task A_model_that_is_broken_is_told_and_the_posts_are_judged_all_the_same()
    {
        await WatchErinAsync("gone");
        await AddAsync(Erin, PostOf("erins", TimeProvider.System.GetUtcNow(), "", null, 0.9f, null));

        var run = await _workplace.RunAsync("rules", "test", "specials-board");

        Assert.True(run.ExitCode == ExitCode.Failure, run.Out + run.Error);
        Assert.Contains("matches 4 of 4 posts", run.Joined);
        Assert.Contains("'gone'", run.Joined);
    }

    private async Task WatchErinAsync(string? model)
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        await new WatchRepository(state).TryAddAsync(
            new Watch { Account = AccountId.Parse(Erin), Since = DateTimeOffset.UnixEpoch, Model = model }, CancellationToken.None);
    }

    private async Task AddAsync(string account, PostRecord post)
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        await new ScanRepository(state).AddPostsAsync(
            AccountId.Parse(account), [post], mayMove: true, read: null, new ScanProgress(), CancellationToken.None);
    }

    [Fact]
    public async Task A_mistake_is_pointed_at()
    {
        var run = await _workplace.RunAsync("rules", "test", "specials-bord");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("The model specials-board has no label 'specials-bord'. Did you mean: specials-board?", run.Error);
    }

    [Fact]
    public async Task A_watch_that_got_its_rule_on_words_while_there_was_a_reader_is_told_by_the_doctor()
    {
        await using (var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") })))
            await new WatchRepository(state).UpdateAsync(
                AccountId.Parse(Dave),
                watch => watch with { Rules = [Spotter.Rules.AlertRule.ParseKept("words has soup -> console")] },
                CancellationToken.None);

        var run = await _workplace.RunAsync("doctor");

        Assert.Matches(
            "FAIL  words in pictures: asked for by words has soup -> console. No reader is installed: .* Add it: spotter models add "
                + "ppocr-v4",
            run.Joined);
    }

    private async Task<JsonElement> ReadAsync(params string[] words)
    {
        var run = await _workplace.RunAsync(["rules", "test", .. words, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static PostRecord PostOf(string id, DateTimeOffset at, string caption, long? likes, float score, string[]? words) => new()
    {
        Post = new Post { Id = id, PostedAt = at, Caption = caption, Likes = likes, Pictures = [new PostPicture("a")] },
        FoundAt = at,
        Stage = PostStage.Done,
        Pictures =
        [
            new PictureRecord
            {
                Id = PictureId.Of(System.Text.Encoding.UTF8.GetBytes(id)),
                Scores = [new LabelScore("specials-board", score), new LabelScore("other", 1 - score)],
                Words = words is null ? null : new PictureWords("hand", [.. words.Select(line => new WordLine(line, 0.9f, []))]),
            },
        ],
    };
}
