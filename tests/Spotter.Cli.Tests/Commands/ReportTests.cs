using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Ninety posts of a year, of which those with soup are liked twice as much.</summary>
public sealed class ReportTests : IAsyncLifetime, IDisposable
{
    private const string Dave = "instagram:dave";
    private const int Columns = 80;

    private readonly Workplace _workplace = new();

    public async Task InitializeAsync()
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        await new ScanRepository(state).AddPostsAsync(
            AccountId.Parse(Dave),
            [.. Enumerable.Range(0, 90).Select(PostOf)],
            mayMove: true,
            read: null,
            new ScanProgress(),
            CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task It_answers_each_question_in_lines_that_fit()
    {
        var run = await _workplace.RunAsync("report", "--account", Dave, "--new-label", "soup");

        Assert.True(run.ExitCode == 0, run.Error);
        var text = Regex.Replace(run.Out, @"\s+", " ");
        Assert.Matches(@"90 posts of instagram:dave, from \d+-\d+-\d+ to \d+-\d+-\d+: \d+ \(\d+ to \d+\) likes", text);
        Assert.Matches(@"Posts with “soup” get the most likes: 20\d \(\d+ to \d+\) on the mean of 45 posts", text);
        Assert.Matches(@"All that is known of a post explains \d+ % \(\d+ to \d+ %\)", text);
        Assert.Matches(@"The one that was asked about would get \d+ likes; nine of ten such posts get \d+ to \d+\.", text);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.TrimEnd().Length <= Columns, line));
    }

    [Fact]
    public async Task The_same_goes_into_a_page_a_table_and_JSON()
    {
        foreach (var name in new[] { "report.html", "report.csv", "report.json" })
        {
            var run = await _workplace.RunAsync("report", "--since", "300d", "--out", _workplace.PathOf(name));
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Contains(name, run.Joined);
        }

        var printed = await _workplace.RunAsync("report", "--since", "300d", "--json");
        var page = await File.ReadAllTextAsync(_workplace.PathOf("report.html"));
        var table = await File.ReadAllTextAsync(_workplace.PathOf("report.csv"));
        var json = JsonDocument.Parse(await File.ReadAllTextAsync(_workplace.PathOf("report.json"))).RootElement;
        var posts = json.GetProperty("all").GetProperty("posts").GetInt32();
        Assert.StartsWith("<!doctype html>", page);
        Assert.Contains($"{posts} posts of instagram:dave", page);
        Assert.Contains($"all,,,posts,{posts},,,{posts}", table);
        Assert.Equal(posts, JsonDocument.Parse(printed.Out).RootElement.GetProperty("all").GetProperty("posts").GetInt32());
        Assert.InRange(posts, 70, 80);
        Assert.Empty(Directory.EnumerateFiles(_workplace.PathOf("."), "*.unfinished"));
    }

    [Fact]
    public async Task A_list_of_accounts_may_stand_in_a_file()
    {
        await File.WriteAllTextAsync(_workplace.PathOf("shops.txt"), $"# shops\n{Dave}\n");

        var run = await _workplace.RunAsync("report", "--accounts", _workplace.PathOf("shops.txt"), "--json");

        Assert.Equal(90, JsonDocument.Parse(run.Out).RootElement.GetProperty("all").GetProperty("posts").GetInt32());
    }

    [Fact]
    public async Task Where_there_is_no_post_it_says_so()
    {
        using var empty = new Workplace();

        var run = await empty.RunAsync("report", "--out", empty.PathOf("report.html"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("There is no post.", run.Out);
        Assert.Contains("There is no post to tell of", await File.ReadAllTextAsync(empty.PathOf("report.html")));
    }

    [Theory]
    [InlineData("instagram:nobody has no posts here", "--account", "instagram:nobody")]
    [InlineData("is not the earlier one", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("still to come", "--since", "2999-01-01")]
    [InlineData("--since is 'soon'", "--since", "soon")]
    [InlineData("ends in .html, .csv or .json", "--out", "report.pdf")]
    [InlineData("leave one of them out", "--out", "report.json", "--json")]
    [InlineData("--new-time is 'noon'", "--new-time", "noon")]
    [InlineData("There is no file nowhere.txt", "--accounts", "nowhere.txt")]
    [InlineData("cannot be written to", "--out", "/nowhere/report.html")]
    public async Task Wrong_words_end_with_2_and_what_to_write_instead(string said, params string[] words)
    {
        var run = await _workplace.RunAsync(["report", .. words]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" "));
    }

    private static PostRecord PostOf(int index)
    {
        var isSoup = index % 2 == 0;
        var postedAt = TimeProvider.System.GetUtcNow().AddDays(-20 - (4 * index));
        return new PostRecord
        {
            Post = new Post
            {
                Id = $"p{index}",
                PostedAt = postedAt,
                Likes = (isSoup ? 200 : 100) + (index * 37 % 20),
                Comments = index % 7,
                Caption = "Lunch",
                Pictures = [new PostPicture("https://example.com/1.jpg")],
            },
            FoundAt = postedAt.AddDays(9),
            Stage = PostStage.Done,
            Model = "menu",
            Pictures =
            [
                new PictureRecord
                {
                    Id = PictureId.Of(BitConverter.GetBytes(index)),
                    Scores = [new LabelScore(isSoup ? "soup" : "cake", 0.9f)],
                },
            ],
        };
    }
}
