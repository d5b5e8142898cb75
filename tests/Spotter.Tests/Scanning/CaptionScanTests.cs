using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Tests.Captions;
using Spotter.Tests.Models;
using Spotter.Watching;

namespace Spotter.Tests.Scanning;

/// <summary>Scans of accounts at which a model of captions looks.</summary>
public sealed class CaptionScanTests
{
    private const string Rule = "rude >= 0.8 and specials-board -> lunch";

    [Fact]
    public async Task A_scan_says_of_its_account_what_the_same_model_says_of_the_same_captions()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        string[] captions = [SmallCaptionModel.Rude, "never late!", "thanks.", "🍲"];
        world.Source.Add("dave", captions.Select((caption, i) => Post(world, $"{i}", caption)).Append(Post(world, "none", null)));

        var summary = world.Scan(account);

        var said = (await PredictionAsync(world, account))!;
        using var model = await CaptionModel.LoadAsync(ModelOf(world), int.MaxValue, RealParts.Engine, CancellationToken.None);
        var direct = model.Predict(new CaptionAverager(model.Encoder, null).Average(
            [new AccountCaptions("dave", captions, null)], null, CancellationToken.None)[0]);
        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal((direct.Label, 3, 1), (said.Label, said.Captions, said.Wordless));
        Assert.Equal(direct.Score!.Value, said.Score!.Value, 1e-6);
        Assert.Equal((0.81, 0.93, world.Time.GetUtcNow()), (said.Low, said.High, said.At));
        Assert.Equal(("tone", model.Description.Version), (said.Model, said.ModelVersion));
        Assert.Equal(["kind", "rude"], said.Scores.Select(score => score.Label).Order(StringComparer.Ordinal));
        Assert.True(said.Scores[0].Score >= said.Scores[1].Score);
    }

    [Fact]
    public async Task Nothing_is_judged_without_a_model_that_the_disk_does_not_give()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        using (new FileStream(Path.Combine(ModelOf(world), "model.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await Assert.ThrowsAsync<ModelStoreException>(
                () => world.Get<FactsGatherer>().FindCaptionsAsync(account, "tone", CancellationToken.None));

        Assert.NotNull((await world.Get<FactsGatherer>().FindCaptionsAsync(account, "tone", CancellationToken.None))!.Model);
    }

    [Fact]
    public async Task Each_caption_is_encoded_once_however_many_scans_there_are()
    {
        await using var world = NewWorld();
        world.Source.PageSize = 10;
        var account = await world.WatchAsync("dave");
        for (var scan = 0; scan < 4; scan++)
        {
            world.Source.Add("dave", Enumerable.Range(0, 5).Select(i => Post(world, $"{scan}-{i}", i % 2 == 0 ? "late again" : "late.")));
            world.Scan(account);
            world.Time.Advance(TimeSpan.FromMinutes(30));
            world.Scan(account);
            world.Time.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(20, (await PredictionAsync(world, account))!.Captions);
        Assert.Equal(20, world.Engine.Captions);
    }

    [Fact]
    public async Task A_scan_that_finds_nothing_reads_two_records_more_and_encodes_nothing()
    {
        await using var world = NewWorld();
        await using var without = new ScanWorld();

        var (more, usual) = (await CostOfNothingNewAsync(world), await CostOfNothingNewAsync(without));

        Assert.Equal(
            usual with { Reads = usual.Reads + 2, Activities = usual.Activities + 1, Turns = usual.Turns + 1 }, more);
        Assert.Equal(1, world.Engine.Captions);
    }

    private static async Task<ScanCost> CostOfNothingNewAsync(ScanWorld world)
    {
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude));
        for (var scan = 0; scan < 3; scan++)
        {
            world.Scan(account);
            world.Time.Advance(TimeSpan.FromMinutes(30));
        }

        return world.Cost;
    }

    [Fact]
    public async Task A_rule_goes_by_what_the_account_is_together_with_what_its_picture_shows()
    {
        await using var world = NewWorld();
        var rude = await world.WatchAsync("rude", AlertRule.ParseKept(Rule));
        var kind = await world.WatchAsync("kind", AlertRule.ParseKept(Rule));
        world.Source.Add("rude", Post(world, "1", SmallCaptionModel.Rude, "board"), Post(world, "2", SmallCaptionModel.Rude, "plate"));
        world.Source.Add("kind", Post(world, "1", SmallCaptionModel.Kind, "board"));

        world.Scan(rude);
        world.Scan(kind);

        var alert = Assert.Single(await AlertsAsync(world, rude));
        Assert.Equal(("1", "specials-board"), (PostKeys.Read(alert.PostKey).Id, alert.Message.Label));
        Assert.Empty(await AlertsAsync(world, kind));
    }

    [Theory]
    [InlineData("rude and specials-board -> lunch", 1)]
    [InlineData("not kind and specials-board -> lunch", 1)]
    [InlineData("not rude and specials-board -> lunch", 0)]
    [InlineData("kind -> lunch", 0)]
    [InlineData("rude -> lunch", 1)]
    public async Task A_label_of_the_account_is_asked_for_as_one_of_a_picture_is(string rule, int alerts)
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(rule));
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude, "board"));

        world.Scan(account);

        Assert.Equal(alerts, (await AlertsAsync(world, account)).Count);
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_costs_what_it_would_have_said_and_nothing_else()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave", AlertRule.ParseKept(Rule), new AlertRule("specials-board", 0.5, "lunch"));
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude, "board"));
        File.Move(Path.Combine(ModelOf(world), "model.onnx"), Path.Combine(world.ModelsFolder, "aside"));

        var broken = world.Scan(account);

        Assert.Equal((ScanOutcome.Completed, 1, 0, 0), (broken.Outcome, broken.Counts.Alerts, broken.Owed, broken.Losses.Count));
        Assert.Contains(broken.Notices, notice => notice.Contains("scripted:dave say could not be found out"));
        Assert.Contains(broken.Notices, notice => notice.Contains("model.onnx is missing"));
        Assert.Contains(broken.Notices, notice => notice.Contains($"could not be judged by '{Rule}'"));
        Assert.Null(await PredictionAsync(world, account));

        File.Move(Path.Combine(world.ModelsFolder, "aside"), Path.Combine(ModelOf(world), "model.onnx"));
        world.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(world.Scan(account).Notices);
        Assert.Equal("rude", (await PredictionAsync(world, account))!.Label);

        File.Delete(Path.Combine(ModelOf(world), "vocab.txt"));
        world.Time.Advance(TimeSpan.FromMinutes(30));
        Directory.Delete(ModelOf(world), recursive: true);
        Assert.Contains("There is no model 'tone'", Assert.Single(world.Scan(account).Notices));
        Assert.Equal("rude", (await PredictionAsync(world, account))!.Label);
    }

    [Fact]
    public async Task A_model_that_was_trained_again_is_asked_about_all_captions_anew()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude), Post(world, "2", SmallCaptionModel.Kind));
        world.Scan(account);
        var before = (await PredictionAsync(world, account))!;
        world.Time.Advance(TimeSpan.FromMinutes(30));

        SmallCaptionModel.Save(ModelOf(world), sharpness: 2);
        world.Scan(account);

        var after = (await PredictionAsync(world, account))!;
        Assert.NotEqual(before.ModelVersion, after.ModelVersion);
        Assert.Equal((2, world.Time.GetUtcNow()), (after.Captions, after.At));
    }

    [Fact]
    public async Task Another_model_of_captions_takes_nothing_over_from_the_one_before()
    {
        await using var world = NewWorld();
        SmallCaptionModel.Save(Path.Combine(world.ModelsFolder, "mood"), 10, "angry", "glad");
        var account = await world.WatchAsync("dave", AlertRule.ParseKept("rude -> lunch"));
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude, "board"));
        world.Scan(account);
        await world.Get<WatchRepository>().UpdateAsync(account, watch => watch with { CaptionModel = "mood" }, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(30));
        world.Source.Add("dave", Post(world, "2", SmallCaptionModel.Rude, "board"));

        world.Scan(account);

        var said = (await PredictionAsync(world, account))!;
        Assert.Equal(("mood", "angry"), (said.Model, said.Label));
        Assert.Single(await AlertsAsync(world, account));
    }

    [Fact]
    public async Task Posts_that_came_in_from_elsewhere_are_counted_at_the_next_look()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude));
        world.Scan(account);
        var arrived = new PostRecord
        {
            Post = Post(world, "old", SmallCaptionModel.Kind) with { PostedAt = world.Time.GetUtcNow().AddDays(-9) },
            FoundAt = world.Time.GetUtcNow().AddDays(-8),
            Stage = PostStage.Done,
        };
        await world.Get<PostArrivals>().AddAsync(account, [arrived], mayMove: true, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromMinutes(30));
        world.Source.Add("dave", Post(world, "2", SmallCaptionModel.Kind));

        world.Scan(account);

        var said = (await PredictionAsync(world, account))!;
        Assert.Equal((3, "kind"), (said.Captions, said.Label));
    }

    [Fact]
    public async Task What_takes_more_than_a_minute_goes_on_where_it_stopped()
    {
        const int Posts = 1_300;
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        var records = Enumerable.Range(0, Posts).Select(i => new PostRecord
        {
            Post = Post(world, $"{i}", SmallCaptionModel.Rude) with { PostedAt = world.Time.GetUtcNow().AddMinutes(-i) },
            FoundAt = world.Time.GetUtcNow(),
            Stage = PostStage.Done,
        });
        await world.Get<PostArrivals>().AddAsync(account, [.. records], mayMove: false, CancellationToken.None);
        world.Engine.BeforeCaptions = () => world.Time.Advance(TimeSpan.FromSeconds(40));
        var step = world.Get<PredictAccount>();
        var answers = new List<PredictedAccount>();

        do
            answers.Add(await step.RunAsync(new PredictAccountInput(account, HasNewPosts: true), CancellationToken.None));
        while (answers[^1].NeedsMore);

        Assert.InRange(answers.Count, 2, 4);
        Assert.Equal(Posts, world.Engine.Captions);
        var said = (await PredictionAsync(world, account))!;
        Assert.Equal((Posts, "rude"), (said.Captions, said.Label));
    }

    [Fact]
    public async Task A_collection_is_counted_at_its_end_however_often_it_began_anew()
    {
        await using var world = NewWorld();
        world.Source.PageSize = 20;
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Enumerable.Range(1, 130).Select(
            n => Post(world, $"{n}", SmallCaptionModel.Kind) with { PostedAt = world.Time.GetUtcNow().AddHours(-n) }));

        var summary = world.Scan(new ScanRequest(account, ScanMode.History));

        Assert.Equal(130, summary.Counts.Posts);
        Assert.True(world.Runs > 1);
        var said = (await PredictionAsync(world, account))!;
        Assert.Equal((130, "kind"), (said.Captions, said.Label));
    }

    [Fact]
    public async Task What_was_counted_and_cannot_be_read_is_counted_anew()
    {
        await using var world = NewWorld();
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", Post(world, "1", SmallCaptionModel.Rude));
        world.Scan(account);
        await world.Get<IStateStore>().TryChangeAsync(
            account.ToString(), [StateChange.Put("captions", "{ torn"u8.ToArray())], CancellationToken.None);
        Assert.Null(await PredictionAsync(world, account));
        world.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(ScanOutcome.Completed, world.Scan(account).Outcome);

        Assert.Equal("rude", (await PredictionAsync(world, account))!.Label);
    }

    private static ScanWorld NewWorld()
    {
        var world = new ScanWorld(settings: ("Watching:CaptionModel", "tone"));
        SmallCaptionModel.Save(ModelOf(world));
        return world;
    }

    private static string ModelOf(ScanWorld world) => Path.Combine(world.ModelsFolder, "tone");

    private static Post Post(ScanWorld world, string id, string? caption, string picture = "plate") =>
        world.NewPost(id, 1, $"{picture}-{id}") with { Caption = caption };

    private static Task<KeptPrediction?> PredictionAsync(ScanWorld world, AccountId account) =>
        world.Get<CaptionTallies>().FindPredictionAsync(account, CancellationToken.None);

    private static async Task<List<AlertRecord>> AlertsAsync(ScanWorld world, AccountId account) =>
        await world.Get<AlertRepository>().ListAsync(account, CancellationToken.None).ToListAsync();
}
