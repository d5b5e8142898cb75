using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Posts;
using Spotter.Reporting;
using Spotter.Reporting.Explaining;
using Spotter.State;
using Spotter.Watching;
using static Spotter.Tests.Reporting.PostWorld;

namespace Spotter.Tests.Reporting;

public sealed class FindingsTests : IDisposable
{
    private readonly PostWorld _world = new();

    public void Dispose() => _world.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_few_posts_are_told_of_without_claiming_anything(int posts)
    {
        await _world.AddAsync(Enumerable.Range(0, posts).Select(post => PostOf(post, 100 + post)));

        var findings = await _world.GatherAsync();

        Assert.Equal((posts, posts), (findings.All.Posts, findings.All.Likes.Posts));
        Assert.Null(findings.All.Likes.Low);
        Assert.All(findings.Explained, one => Assert.Null(one.Together));
        Assert.Equal(posts == 0 ? 0 : 1, findings.Explained.Count);
        Assert.All(findings.Explained, one => Assert.Contains("too few", one.TooFew));
        Assert.DoesNotContain(findings.Hours, hour => hour.Against is { IsSomething: true });
        Assert.Equal(posts, findings.Best.Count);
        Assert.Empty(findings.Worst);
        Assert.NotEqual("", Answers.Posts(findings) + Answers.OverTime(findings) + Answers.Hours(findings) + Answers.Mix(findings.Mix));
    }

    [Fact]
    public async Task Labels_come_with_their_means_intervals_and_numbers_of_posts_for_each_model()
    {
        await _world.AddAsync(Enumerable.Range(0, 30).Select(post => PostOf(post, 200 + post, "soup")));
        await _world.AddAsync(Enumerable.Range(30, 20).Select(post => PostOf(post, 90 + post, "cake")));
        await _world.AddAsync(Enumerable.Range(50, 10).Select(post => PostOf(post, 150 + post, "dog", "animals")));
        await _world.AddAsync(PostOf(60, 100_000, "shared"));

        var findings = await _world.GatherAsync();

        Assert.Equal([("menu", 51), ("animals", 10)], findings.Models.Select(model => (model.Model, model.Posts)));
        var menu = findings.Models[0];
        Assert.Equal([("soup", 30), ("cake", 20), ("shared", 1)], menu.ByCount.Select(label => (label.Label, label.Figures.Posts)));
        var soup = menu.ByCount[0];
        Assert.Equal(214.5, soup.Figures.Likes.Mean, 1e-9);
        Assert.InRange(soup.Figures.Likes.Low!.Value, 205, 214);
        Assert.InRange(soup.Figures.Likes.High!.Value, 215, 225);
        Assert.Equal(30 / 51.0, soup.Share, 1e-9);
        Assert.True(soup.ShareInterval.Low < soup.Share && soup.Share < soup.ShareInterval.High);
        Assert.True(soup.Against is { IsSomething: true, Times: > 1 });
        Assert.Null(menu.ByLikes.Single(label => label.Label == "shared").Figures.Likes.Low);
    }

    [Fact]
    public async Task Of_many_labels_one_liked_post_does_not_make_its_label_the_best()
    {
        await _world.AddAsync(Enumerable.Range(0, 120).Select(post => PostOf(post, 100 + (post % 12), $"label {post % 12}")));
        await _world.AddAsync(PostOf(121, 100_000, "shared"));

        var model = (await _world.GatherAsync()).Models[0];

        Assert.Equal(10, model.ByLikes.Count);
        Assert.DoesNotContain(model.ByLikes, label => label.Label == "shared");
        Assert.Equal("label 11", model.ByLikes[0].Label);
    }

    [Fact]
    public async Task What_is_liked_is_compared_within_each_account_and_not_between_a_large_one_and_a_small()
    {
        var erin = AccountId.Parse("instagram:erin");
        await _world.AddAsync(Dave, Enumerable.Range(0, 40).Select(post => PostOf(post, 10_000, post < 30 ? "soup" : "cake")));
        await _world.AddAsync(erin, Enumerable.Range(0, 40).Select(post => PostOf(post, 10, post < 10 ? "soup" : "cake")));

        var findings = await _world.GatherAsync();

        Assert.Equal(2, findings.AccountCount);
        Assert.Equal(7502.5, findings.Models[0].ByLikes[0].Figures.Likes.Mean, 1e-6);
        Assert.All(findings.Models[0].ByLikes, label => Assert.Equal(1, label.Against!.Times, 1e-9));
        Assert.All(findings.Best, post => Assert.Equal(1, post.Times, 1e-9));
    }

    [Fact]
    public async Task A_persons_label_comes_before_the_models()
    {
        var post = PostOf(1, 5, "soup");
        await _world.AddAsync(post);
        await new PictureLabels(_world.State).SetAsync(
            new PictureLabel
            {
                Picture = post.Pictures[0].Id!.Value,
                Label = "dog",
                By = "me",
                At = Newest,
                Account = Dave,
                PostKey = PostKeys.Of(post.Post),
            },
            CancellationToken.None);

        Assert.Equal(["dog"], (await _world.GatherAsync()).Models[0].ByCount.Select(label => label.Label));
    }

    [Fact]
    public async Task Hours_are_those_of_the_accounts_own_zone_and_only_real_differences_are_told()
    {
        await new WatchRepository(_world.State).TryAddAsync(
            new Watch { Account = Dave, TimeZone = "America/New_York", Since = Newest }, CancellationToken.None);
        // Each Wednesday, 12 h in UTC, is 7 h or 8 h there.
        await _world.AddAsync(Enumerable.Range(0, 140).Select(day => PostOf(day, (day % 7 == 0 ? 300 : 100) + (day % 5))));

        var findings = await _world.GatherAsync();

        Assert.All(findings.Hours, hour => Assert.InRange(hour.Hour, 7, 8));
        var told = findings.Hours.Where(hour => hour.Against is { IsSomething: true, Times: > 1 }).ToList();
        Assert.All(told, hour => Assert.Equal(DayOfWeek.Wednesday, hour.Weekday));
        Assert.NotEmpty(told);
        Assert.StartsWith("Wednesdays from", Answers.Hours(findings));
    }

    [Fact]
    public async Task A_range_takes_the_posts_since_a_time_and_before_another()
    {
        await _world.AddAsync(Enumerable.Range(0, 10).Select(day => PostOf(day, 1)));

        var findings = await _world.GatherAsync(new FindingsRequest { Since = Newest.AddDays(-6), Until = Newest.AddDays(-2) });

        Assert.Equal((4, Newest.AddDays(-6), Newest.AddDays(-3)), (findings.All.Posts, findings.Oldest!.Value, findings.Newest!.Value));
    }

    [Fact]
    public async Task A_time_without_posts_has_its_place_among_the_others()
    {
        await _world.AddAsync(PostOf(0, 1), PostOf(99, 2), PostOf(100, 3));

        var periods = (await _world.GatherAsync()).Periods;

        Assert.Equal(15, periods.Count);
        Assert.Equal((2, 0, 1), (periods[0].Figures.Posts, periods[1].Figures.Posts, periods[^1].Figures.Posts));
    }

    [Fact]
    public async Task Any_range_counts_exactly_the_posts_that_lie_in_it()
    {
        await _world.AddAsync(Enumerable.Range(0, 20).Select(day => PostOf(day, day)));

        Prop.ForAll(
            (from first in Gen.Choose(-6, 40) from length in Gen.Choose(1, 60) select (first, first + length)).ToArbitrary(),
            range =>
            {
                // Ten hours after noon, and at noon itself.
                var (since, until) = (Newest.AddHours(-12 * range.Item2), Newest.AddHours(-12 * range.Item1));
                var found = _world.GatherAsync(new FindingsRequest { Since = since, Until = until }).GetAwaiter().GetResult();
                Assert.Equal(
                    Enumerable.Range(0, 20).Count(day => Newest.AddDays(-day) >= since && Newest.AddDays(-day) < until), found.All.Posts);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public async Task Ranges_that_make_no_sense_and_accounts_that_are_not_here_are_refused_with_what_to_ask_instead()
    {
        await _world.AddAsync(PostOf(1, 1));

        var turned = await Assert.ThrowsAsync<ReportingException>(
            () => _world.GatherAsync(new FindingsRequest { Since = Newest, Until = Newest.AddDays(-1) }));
        var future = await Assert.ThrowsAsync<ReportingException>(
            () => _world.GatherAsync(new FindingsRequest { Since = Newest.AddYears(1) }));
        var nobody = await Assert.ThrowsAsync<ReportingException>(
            () => _world.GatherAsync(new FindingsRequest { Accounts = [AccountId.Parse("instagram:nobody")] }));

        Assert.Contains("is not the earlier one", turned.Message);
        Assert.Contains("still to come", future.Message);
        Assert.Contains("instagram:nobody has no posts here", nobody.Message);
    }

    [Fact]
    public async Task A_post_that_cannot_be_read_is_told_and_left_out()
    {
        await _world.AddAsync(Enumerable.Range(0, 3).Select(day => PostOf(day, 1)));
        await _world.State.TryChangeAsync(
            Dave.ToString(),
            [StateChange.Put(PostKeys.Prefix + PostKeys.Of(PostOf(1, 1).Post), Encoding.UTF8.GetBytes("{"))],
            CancellationToken.None);

        var findings = await _world.GatherAsync();

        Assert.Equal(2, findings.All.Posts);
        Assert.Contains("cannot be read", Assert.Single(findings.Problems));
    }

    [Fact]
    public async Task A_watch_that_cannot_be_read_is_told_where_its_account_is_asked_for()
    {
        await _world.AddAsync(PostOf(1, 1));
        var watches = new WatchRepository(_world.State);
        await watches.TryAddAsync(new Watch { Account = Dave, TimeZone = "America/New_York", Since = Newest }, CancellationToken.None);
        await watches.TryAddAsync(
            new Watch { Account = AccountId.Parse("instagram:anna"), Since = Newest }, CancellationToken.None);
        foreach (var account in new[] { "instagram:dave", "instagram:anna" })
            await _world.State.TryChangeAsync("watches", [StateChange.Put(account, "{"u8.ToArray())], CancellationToken.None);

        var findings = await _world.GatherAsync(new FindingsRequest { Accounts = [Dave] });

        Assert.Equal(1, findings.All.Posts);
        Assert.Contains("instagram:dave", Assert.Single(findings.Problems));
    }

    [Fact]
    public async Task Likes_beyond_all_measure_are_told_in_a_line_that_can_be_read()
    {
        await _world.AddAsync(Enumerable.Range(0, 5).Select(day => PostOf(day, day == 0 ? long.MaxValue : 0)));

        var findings = await _world.GatherAsync();

        Assert.InRange(Answers.Posts(findings).Length, 50, 200);
        Assert.Contains("1.8e18 (", Answers.Posts(findings));
    }

    [Fact]
    public async Task What_is_counted_of_a_post_is_what_its_record_says()
    {
        var post = PostOf(3, 77, "soup", caption: "Come early", words: ["Clam chowder", "5.99"]);
        await _world.AddAsync(post);

        var (key, counted) = await new PostRepository(_world.State).ListCountedAsync(
            Dave, null, null, error => throw error, CancellationToken.None).SingleAsync();

        Assert.Equal(PostKeys.Of(post.Post), key);
        Assert.Equal(
            (post.Post.Id, post.Post.PostedAt, post.Post.Caption, post.Post.Likes, post.Post.Comments, post.FoundAt, post.Model),
            (counted.Post.Id, counted.Post.PostedAt, counted.Post.Caption, counted.Post.Likes, counted.Post.Comments, counted.FoundAt,
                counted.Model));
        Assert.Equal(post.Post.Pictures.Count, counted.Post.Pictures.Count);
        Assert.Equal(post.Pictures[0].Id, counted.Pictures[0].Id);
        Assert.Equal(post.Pictures[0].Scores, counted.Pictures[0].Scores);
        Assert.Equal(post.Pictures[0].Words!.Lines.Select(line => line.Text), counted.Pictures[0].Words!.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task Young_posts_and_those_without_a_time_or_likes_are_told_of()
    {
        var young = PostOf(1, 3) with { FoundAt = Newest.AddHours(-12) };
        var undated = PostOf(2, 4);
        await _world.AddAsync(
            young, undated with { Post = undated.Post with { IsUndated = true } }, PostOf(3, null), PostOf(4, 10));

        var findings = await _world.GatherAsync();

        Assert.Equal((1, 1, 4, 3), (findings.Young, findings.Undated, findings.All.Posts, findings.All.Likes.Posts));
        Assert.Equal(3, Answers.Warnings(findings).Count());
        // Its likes were still to come.
        Assert.DoesNotContain(findings.Worst, post => post.PostedAt == young.Post.PostedAt);
    }

    [Fact]
    public async Task What_makes_likes_twice_as_many_is_found_and_predicts_a_new_post()
    {
        var chance = new Random(5);
        await _world.AddAsync(Enumerable.Range(0, 300).Select(day =>
        {
            var (isSoup, isLunch) = (chance.Next(2) == 0, chance.Next(2) == 0);
            var likes = 100 * (isSoup ? 2 : 1) * (isLunch ? 1.5 : 1) * Math.Exp(0.3 * (chance.NextDouble() - 0.5));
            return PostOf(day, (long)likes, isSoup ? "soup" : "cake", caption: isLunch ? "lunch is ready" : "evening is here");
        }));

        var one = Assert.Single((await _world.GatherAsync(new FindingsRequest { New = new NewPost(Label: "soup") })).Explained);
        var lunch = (await _world.GatherAsync(new FindingsRequest { New = new NewPost("soup", "lunch is ready") })).Explained[0];

        Assert.True(one.Together is { IsSomething: true, R2: > 0.9 });
        Assert.True(one.Parts.Single(part => part.Part == "labels and pictures").Share is { IsSomething: true, R2: > 0.5 });
        Assert.False(one.Parts.Single(part => part.Part == "weekday and hour").Share!.IsSomething);
        Assert.Contains(one.Effects, effect => effect.What == "with the label “soup”" && effect.Times is > 1.2 and < 2.2);
        Assert.InRange(one.New!.Likes, 200, 300);
        Assert.InRange(lunch.New!.Likes, 260, 340);
        Assert.True(one.Usual!.Low < one.Usual.Likes && one.Usual.Likes < one.New.Likes);
    }

    [Fact]
    public async Task Where_nothing_explains_the_likes_it_says_nothing()
    {
        var chance = new Random(6);
        await _world.AddAsync(Enumerable.Range(0, 200).Select(day => PostOf(
            day, chance.Next(50, 150), chance.Next(2) == 0 ? "soup" : "cake", caption: chance.Next(2) == 0 ? "one" : "two words")));

        var one = Assert.Single((await _world.GatherAsync()).Explained);

        Assert.False(one.Together!.IsSomething);
        Assert.Empty(one.Effects);
        Assert.Contains("explain nothing that can be told from chance", Answers.Explained(one));
        Assert.InRange(one.Usual!.Likes, 80, 120);
        Assert.InRange(one.Usual.Low, 45, 65);
    }

    [Fact]
    public async Task A_table_holds_no_formula_and_JSON_holds_it_all()
    {
        await _world.AddAsync(Enumerable.Range(0, 6).Select(day => PostOf(day, 5, "=HYPERLINK(\"http://evil\")", caption: "+1")));
        var findings = await _world.GatherAsync();

        using var table = new StringWriter();
        FindingsTable.Write(findings, table);
        var lines = table.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("about,of,name,measure,value,low,high,posts", lines[0]);
        Assert.Contains(lines, line => line.StartsWith(
            "label,menu,\"'=HYPERLINK(\"\"http://evil\"\")\",mean likes,5,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(",=", StringComparison.Ordinal));
        var json = JsonDocument.Parse(JsonSerializer.Serialize(findings, FindingsJson.Default.Findings)).RootElement;
        Assert.Equal(5, json.GetProperty("models")[0].GetProperty("byLikes")[0].GetProperty("figures").GetProperty("likes")
            .GetProperty("mean").GetDouble());
    }
}
