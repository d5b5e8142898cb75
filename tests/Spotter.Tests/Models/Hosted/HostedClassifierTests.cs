using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Models.Hosted;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Simulator.Scenarios;
using Spotter.State;

namespace Spotter.Tests.Models.Hosted;

public sealed class HostedClassifierTests : PictureClassifierContract, IAsyncLifetime
{
    private HostedWorld _world = null!;

    protected override IPictureClassifier Classifier => _world.Classifier;

    protected override string Model => "hosted";

    public async Task InitializeAsync() => _world = await HostedWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task No_picture_is_paid_for_twice()
    {
        var first = await _world.ClassifyAsync(1);
        await _world.ClassifyAsync(2);

        Assert.Equal(first, await _world.ClassifyAsync(1));
        Assert.Equal([1, 1], _world.Simulator.Clarifai.Answered.Values);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_the_problem_of_its_picture_only()
    {
        await _world.ClassifyAsync(1);
        var kept = HostedClassifier.KeyOf(await _world.Models.DescribeAsync("hosted", CancellationToken.None), HostedWorld.Picture(1));
        await _world.State.TryChangeAsync(kept.Partition, [StateChange.Put(kept.Key, "{"u8.ToArray())], CancellationToken.None);

        var error = await Assert.ThrowsAsync<RecordException>(() => _world.ClassifyAsync(1));

        Assert.True(PostGuard.IsRecordOfOnePost(error, AccountId.Parse("folder:any")));
        Assert.NotEmpty(await _world.ClassifyAsync(2));
    }

    [Fact]
    public async Task Many_who_see_one_picture_at_a_time_make_one_call()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await _world.ClassifyAsync(1);
            }
            catch (ClassifyingException error) when (error.Failure.Kind == FailureKind.Throttled)
            {
            }
        }));

        Assert.Equal([1], _world.Simulator.Clarifai.Answered.Values);
    }

    [Fact]
    public async Task Other_labels_and_another_model_are_asked_for_anew()
    {
        await _world.ClassifyAsync(1);
        await _world.ClassifyAsync(1, "detector");
        _world.AddModel(
            "hosted",
            """ "hosted": { "user": "clarifai", "app": "main", "model": "general", "version": "1" }, "labels": ["soup", "table"] """
        );

        Assert.Contains(await _world.ClassifyAsync(1), score => score.Label == "table" && score.Score > 0);
        Assert.Equal([3], _world.Simulator.Clarifai.Answered.Values);
    }

    [Fact]
    public async Task A_label_that_the_model_does_not_know_scores_0() =>
        Assert.Equal(0, (await _world.ClassifyAsync(1)).Single(score => score.Label == "menu").Score);

    [Fact]
    public async Task A_detector_says_where()
    {
        var scores = await _world.ClassifyAsync(1, "detector");

        Assert.All(scores, score => Assert.Equal(new PictureRegion(0.25f, 0.25f, 0.75f, 0.75f), score.Region));
        Assert.All(scores, score => Assert.InRange(score.Score, 0.001f, 1));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("7")]
    public async Task A_place_that_makes_no_sense_costs_no_score(string edge)
    {
        var answer = $$"""
            { "status": { "code": 10000 }, "outputs": [{ "data": { "regions": [
              { "region_info": { "bounding_box": { "left_col": {{edge}}, "bottom_row": 1 } }, "data": { "concepts": [{ "name": "soup", "value": 0.75 }] } }
            ] } }] }
            """;
        await using var server = await Loopback.StartAsync(context => context.Response.WriteAsync(answer));
        await using var world = await HostedWorld.StartAsync(null, null, ("Clarifai:BaseAddress", server.Address));

        var first = await world.ClassifyAsync(1, "detector");

        Assert.Equal(0.75f, first[0].Score);
        Assert.InRange(first[0].Region!.Left, 0, 1);
        Assert.Equal(first, await world.ClassifyAsync(1, "detector"));
    }

    [Fact]
    public async Task A_hosted_model_cannot_be_loaded_here()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => _world.Models.GetAsync("hosted", CancellationToken.None));

        Assert.Contains("is hosted", error.Message);
    }

    [Theory]
    [InlineData(""" "hosted": { "model": "" }, "labels": ["soup"] """, "hosted.model")]
    [InlineData(""" "hosted": { "model": "m", "user": "u" }, "labels": ["soup"] """, "hosted.user and hosted.app")]
    [InlineData(""" "hosted": { "model": "m" }, "labels": [] """, "labels")]
    [InlineData(""" "hosted": { "model": "m", "address": "https://example.org" }, "labels": ["soup"] """, "address")]
    [InlineData(""" "hosted": { "model": "m" }, "labels": ["soup"], "sha256": "00" """, "nothing of it is here")]
    [InlineData(""" "labels": ["soup", "menu"] """, "input")]
    public async Task What_does_not_fit_in_a_description_is_named(string description, string expected)
    {
        _world.AddModel("broken", description);

        Assert.Contains(expected, (await Assert.ThrowsAsync<ModelException>(() => _world.ClassifyAsync(1, "broken"))).Message);
    }

    [Theory]
    [InlineData(TaggerFaultKind.Throttled, 0, FailureKind.Throttled, 15)]
    [InlineData(TaggerFaultKind.Unavailable, 0, FailureKind.Transient, null)]
    [InlineData(TaggerFaultKind.Cut, 0, FailureKind.Transient, null)]
    [InlineData(TaggerFaultKind.Malformed, 0, FailureKind.Malformed, null)]
    [InlineData(TaggerFaultKind.Error, 10020, FailureKind.Transient, null)]
    [InlineData(TaggerFaultKind.Error, 98004, FailureKind.Transient, null)]
    [InlineData(TaggerFaultKind.Error, 11003, FailureKind.Throttled, 3_600)]
    [InlineData(TaggerFaultKind.Error, 11004, FailureKind.Blocked, 21_600)]
    [InlineData(TaggerFaultKind.Error, 11008, FailureKind.Unauthorised, null)]
    [InlineData(TaggerFaultKind.Error, 21200, FailureKind.Malformed, null)]
    public async Task Each_failure_has_its_kind_and_costs_nothing(TaggerFaultKind kind, int code, FailureKind expected, int? seconds)
    {
        var clock = new ManualTimeProvider();
        await using var world = await HostedWorld.StartAsync(
            new TaggerScript { CallsPerSecond = 0, Faults = [new TaggerFault { Kind = kind, Code = code, Times = 1 }] }, clock);

        var error = await Assert.ThrowsAsync<ClassifyingException>(() => world.ClassifyAsync(1));
        Assert.Equal((expected, seconds), (error.Failure.Kind, (int?)error.Failure.RetryAfter?.TotalSeconds));
        Assert.DoesNotContain(HostedWorld.Key, error.ToString());

        // A budget without windows keeps a pause, too.
        clock.Advance(TimeSpan.FromSeconds(seconds ?? 0));
        Assert.Equal(3, (await world.ClassifyAsync(1)).Count);
        Assert.Equal([1], world.Simulator.Clarifai.Answered.Values);
    }

    [Theory]
    [InlineData(null, "set Clarifai:Key", 0)]
    [InlineData("wrong-secret", "put a good one into Clarifai:Key", 1)]
    public async Task Without_a_good_key_the_setting_is_named_and_the_key_is_not_shown(string? key, string expected, int calls)
    {
        await using var world = await HostedWorld.StartAsync(null, null, ("Clarifai:Key", key));

        var error = await Assert.ThrowsAsync<ClassifyingException>(() => world.ClassifyAsync(1));

        Assert.Equal(FailureKind.Unauthorised, error.Failure.Kind);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("wrong-secret", error.ToString());
        Assert.Equal(calls, world.Simulator.Clarifai.Calls);
    }

    [Fact]
    public async Task A_picture_that_Clarifai_does_not_take_is_a_damaged_picture()
    {
        await using var world = await HostedWorld.StartAsync(
            new TaggerScript { Faults = [new TaggerFault { Kind = TaggerFaultKind.Error, Code = 30105, Status = 400 }] });

        await Assert.ThrowsAsync<PictureFormatException>(() => world.ClassifyAsync(1));
    }

    [Fact]
    public async Task None_of_the_labels_being_a_concept_is_told()
    {
        _world.AddModel("strange", """ "hosted": { "model": "general" }, "labels": ["Soup"] """);

        Assert.Contains(
            "case sensitive", (await Assert.ThrowsAsync<ClassifyingException>(() => _world.ClassifyAsync(1, "strange"))).Message);
    }

    [Fact]
    public async Task Calls_take_their_turn_in_the_budget_and_keep_it()
    {
        var clock = new ManualTimeProvider();
        await using var world = await HostedWorld.StartAsync(
            new TaggerScript { CallsPerSecond = 0 }, clock, ("Clarifai:CallBudget", "1,60 2,3600"));
        await world.ClassifyAsync(1);

        Assert.Equal(60, await WaitOfAsync(world, 2));
        Assert.Equal(3_600, await WaitOfAsync(world, 3));
        Assert.Equal(60, await WaitOfAsync(world, 2));
        Assert.Equal(1, world.Simulator.Clarifai.Calls);

        clock.AdvanceTo(clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        await world.ClassifyAsync(2);
        Assert.Equal(3_540, await WaitOfAsync(world, 3));

        clock.AdvanceTo(clock.GetUtcNow() + TimeSpan.FromSeconds(3_540));
        await world.ClassifyAsync(3);
        Assert.Equal(3, world.Simulator.Clarifai.Calls);
    }

    [Fact]
    public async Task What_Clarifai_asks_to_wait_every_picture_waits()
    {
        var clock = new ManualTimeProvider();
        var script = new TaggerScript { CallsPerSecond = 0, Faults = [new TaggerFault { Kind = TaggerFaultKind.Throttled, Calls = [1] }] };
        await using var world = await HostedWorld.StartAsync(script, clock, ("Clarifai:CallBudget", "100,1"));

        Assert.Equal(15, await WaitOfAsync(world, 1));
        Assert.Equal(15, await WaitOfAsync(world, 2));
        Assert.Equal(1, world.Simulator.Clarifai.Calls);
    }

    protected override byte[] SamplePicture() => HostedWorld.Picture(7);

    private static async Task<double> WaitOfAsync(HostedWorld world, int number)
    {
        var error = await Assert.ThrowsAsync<ClassifyingException>(() => world.ClassifyAsync(number));
        Assert.Equal(FailureKind.Throttled, error.Failure.Kind);
        return error.Failure.RetryAfter!.Value.TotalSeconds;
    }
}
