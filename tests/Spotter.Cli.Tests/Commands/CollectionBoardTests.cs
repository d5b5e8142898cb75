using Spectre.Console;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Cli.Commands;
using Spotter.Contracts;
using Spotter.Scanning;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What a person sees of a collection that goes on.</summary>
public sealed class CollectionBoardTests
{
    private static readonly AccountId Dave = AccountId.Parse("instagram:dave");
    private static readonly AccountId Mary = AccountId.Parse("instagram:mary");
    private static readonly AccountId Anna = AccountId.Parse("instagram:[anna]");

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void The_table_says_who_does_what_and_who_waits_until_when_and_why()
    {
        var board = BoardOf(maxPosts: 100, "1,30 60,3600", Anna, Dave, Mary);
        var done = new ScanCounts { Posts = 100, Pictures = 7 };
        board.Tell(Dave, new ScanStatus(ScanStage.ReadingPage, Count: 3) { Pages = 2, Done = done });
        board.Tell(Mary, new ScanStatus(ScanStage.WaitingForCall, _time.GetUtcNow().AddSeconds(90), "the call budget"));

        var lines = Draw(board, height: 40);

        Assert.Contains(lines, line => Words(line) is ["instagram:dave", "2", "100", "7", "reading", ..]);
        Assert.Contains(lines, line => line.Contains("waiting until", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("(1 min 30 s)", StringComparison.Ordinal));
        Assert.Contains(lines, line => Words(line) is ["instagram:[anna]", "0", "0", "0", "comes", "later"]);
        Assert.Contains(lines, line => line.Contains("0 failed; 100 posts and 7 pictures in 0 s; about", StringComparison.Ordinal));
    }

    [Fact]
    public void What_ended_stays_as_it_ended_and_what_goes_on_stands_before_it()
    {
        var board = BoardOf(maxPosts: null, "", Anna, Dave, Mary);
        board.Skip(Anna);
        board.End(ScanSummary.OfFailed(new ScanRequest(Dave), _time.GetUtcNow(), "there is no such account."));
        board.Tell(Dave, new ScanStatus(ScanStage.ReadingPage, Count: 3));
        board.Tell(Mary, new ScanStatus(ScanStage.ReadingPage, Count: 1));

        var lines = Draw(board, height: 10);

        Assert.Equal(
            ["instagram:mary", "instagram:dave", "instagram:[anna]"],
            lines.Select(line => Words(line)[0]).Where(word => word.Contains(':')));
        Assert.Contains(lines, line => line.Contains("failed: there is no such account.", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2 of 3 accounts, 1 failed", StringComparison.Ordinal));
    }

    [Fact]
    public void However_many_accounts_there_are_the_table_fits_the_screen()
    {
        var board = BoardOf(null, "", [.. Enumerable.Range(1, 300).Select(n => AccountId.Parse($"instagram:shop{n}"))]);

        Assert.InRange(Draw(board, height: 24).Count, 10, 24);
    }

    [Theory]
    // Two accounts of two pages each, one a half minute.
    [InlineData("1,30", 100, 0, 0, 120)]
    [InlineData("1,30 60,7200", 100, 0, 0, 480)]
    [InlineData("1,30", 100, 1, 10, 90)]
    // The pictures take longer than the budget.
    [InlineData("1,1", 500, 4, 4_000, 16_000)]
    public void The_time_left_is_that_of_the_budget_or_of_the_pace(string budget, int posts, int pages, int elapsed, int expected)
    {
        PacedAccount[] accounts = [new(Dave, pages, pages * 50, HasEnded: false), new(Mary, 0, 0, HasEnded: false)];

        var rest = PaceOf(budget, posts).FindRest(accounts, TimeSpan.FromSeconds(elapsed));

        Assert.Equal(TimeSpan.FromSeconds(expected), rest);
    }

    [Fact]
    public void Where_nobody_says_how_many_posts_there_are_the_first_account_tells()
    {
        var pace = PaceOf("1,10", maxPosts: null);
        PacedAccount[] none = [new(Dave, 3, 150, HasEnded: false), new(Mary, 0, 0, HasEnded: false)];
        PacedAccount[] one = [new(Dave, 6, 300, HasEnded: true), new(Mary, 2, 100, HasEnded: false)];

        Assert.Null(pace.FindRest(none, TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(40), pace.FindRest(one, TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.Zero, pace.FindRest([one[0]], TimeSpan.FromSeconds(30)));
    }

    private static CollectionPace PaceOf(string budget, int? maxPosts) => new(
        new Dictionary<string, IReadOnlyList<CallWindow>> { ["instagram"] = CallWindow.ParseMany(budget) },
        pageSize: 50,
        maxPosts,
        maxPages: null);

    private CollectionBoard BoardOf(int? maxPosts, string budget, params AccountId[] accounts) =>
        new(accounts, PaceOf(budget, maxPosts), _time);

    private static List<string> Draw(CollectionBoard board, int height)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 120;
        console.Write(board.Draw(height));
        return [.. text.ToString().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
