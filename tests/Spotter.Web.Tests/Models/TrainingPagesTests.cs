using System.Net;
using System.Text.Json;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.Web.Models;

namespace Spotter.Web.Tests.Models;

public sealed class TrainingPagesTests : IAsyncLifetime
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    private SiteWorld _site = null!;
    private AccountId _dave;

    private TrainerHere Trainer => (TrainerHere)_site.Get<IModelRenewer>();

    public async Task InitializeAsync()
    {
        _site = await SiteWorld.StartAsync();
        _dave = await _site.WatchAsync("instagram:dave");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_version_is_trained_used_and_taken_back()
    {
        await _site.SaySixAsync(_dave);
        Assert.Contains("People labelled 6 pictures: 3 other, 3 specials-board; all of them new", await _site.ReadAsync("/models"));

        using var started = await _site.SendAsync("/models/train", ("model", "specials-board"));
        var training = await EndAsync();
        var version = training.GetProperty("outcome").GetProperty("version").GetString()!;
        var made = await _site.ReadAsync("/models");
        using var used = await _site.SendAsync("/models/use", ("model", "specials-board"), ("version", version));
        var models = await GetAsync("/api/models");
        using var back = await _site.Client.PostAsync("/api/models/specials-board/rollback", null);
        using var further = await _site.Client.PostAsync("/api/models/specials-board/rollback", null);

        Assert.Equal(("/models", "done"), (started.Headers.Location!.OriginalString, training.GetProperty("state").GetString()));
        Assert.Contains($"<strong>Version {version} of specials-board</strong> was made", made);
        Assert.Contains("none of them new since the last training", made);
        Assert.Matches(@"truly \d+\.\d to \d+\.\d %</span> <span class=""faint"">on 6 pictures", made);
        var shown = models.EnumerateArray().Single(model => model.GetProperty("name").GetString() == "specials-board");
        Assert.Equal(version, shown.GetProperty("inUse").GetString());
        Assert.Equal(6, shown.GetProperty("versions")[1].GetProperty("trainedOn").GetInt32());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (back.StatusCode, further.StatusCode));
        Assert.Null(ModelVersions.FindInUse(
            Path.Combine(_site.Get<Microsoft.Extensions.Options.IOptions<ModelOptions>>().Value.Folder, "specials-board")));
    }

    [Fact]
    public async Task Too_few_pictures_are_told_with_what_is_needed_and_where_it_comes_from()
    {
        await _site.SayAsync(_dave, 1, "other");
        await _site.SayAsync(_dave, 2, "other");
        await _site.SayAsync(_dave, 3, "specials-board");

        var page = await _site.ReadAsync("/models");
        using var refused = await _site.SendAsync("/models/train", ("model", "specials-board"));

        Assert.Contains("needs 2 pictures of each label at the least, and there is one of &#39;specials-board&#39;", page);
        Assert.DoesNotContain("""action="/models/train">""", page);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Training:Models:specials-board:Folder", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_training_runs_at_a_time_and_can_be_cancelled()
    {
        await _site.SaySixAsync(_dave);
        Trainer.Gate = new TaskCompletionSource();

        using var started = await _site.Client.PostAsync("/api/models/specials-board/train", null);
        using var second = await _site.Client.PostAsync("/api/models/specials-board/train", null);
        using var form = await _site.SendAsync("/models/train", ("model", "specials-board"));
        var running = await _site.ReadAsync("/models");
        using var cancelled = await _site.SendAsync("/models/train/cancel");
        var training = await EndAsync();
        using var nothing = await _site.Client.DeleteAsync("/api/models/training");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Conflict), (started.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, form.StatusCode);
        Assert.Contains("<strong>Training specials-board</strong>", running);
        Assert.Contains("One training at a time", running);
        Assert.Equal("cancelled", training.GetProperty("state").GetString());
        Assert.Contains("was cancelled", await _site.ReadAsync("/models/training"));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task A_training_that_fails_says_why_and_the_next_one_may_begin()
    {
        await _site.SaySixAsync(_dave);
        Trainer.Gate = new TaskCompletionSource();
        Trainer.Gate.SetException(new ModelException("the backbone is gone"));

        using var started = await _site.SendAsync("/models/train", ("model", "specials-board"));
        var training = await EndAsync();

        Assert.Equal("the backbone is gone", training.GetProperty("problem").GetString());
        Assert.Contains("<strong>No new version of specials-board</strong>", await _site.ReadAsync("/models"));
        Assert.Contains("""action="/models/train">""", await _site.ReadAsync("/models"));
    }

    [Fact]
    public async Task Labels_that_cannot_be_read_are_told_of_before_a_training()
    {
        await _site.SaySixAsync(_dave);
        var damaged = (await _site.SayAsync(_dave, 7, "other")).Picture;
        await _site.DamageAsync("labels", damaged.Hex);

        var page = await _site.ReadAsync("/models");

        Assert.Contains($"does not count: {damaged.Hex[..12]}. Say again in the review what it shows.", page);
        Assert.Contains("People labelled 6 pictures", page);
    }

    [Theory]
    [InlineData("nothing", HttpStatusCode.BadRequest)]
    [InlineData("../specials-board", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_model_that_is_not_there_is_not_trained(string model, HttpStatusCode status)
    {
        using var answer = await _site.SendAsync("/models/train", ("model", model));

        Assert.Equal(status, answer.StatusCode);
        Assert.Null(_site.Get<RenewalDesk>().Current);
    }

    [Theory]
    [InlineData("/models/train")]
    [InlineData("/models/train/cancel")]
    [InlineData("/api/models/specials-board/train")]
    [InlineData("/api/models/specials-board/rollback")]
    public async Task Another_site_begins_nothing(string address)
    {
        await _site.SaySixAsync(_dave);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("model", "specials-board")]),
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        using var answer = await _site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(_site.Get<RenewalDesk>().Current);
    }

    [Fact]
    public async Task A_host_that_trains_nothing_says_what_to_do_instead()
    {
        await using var hosted = await SiteWorld.StartAsync(new SiteHost { ModelAdvice = "Train it on one machine." });

        using var train = await hosted.Client.PostAsync("/api/models/specials-board/train", null);
        using var form = await hosted.SendAsync("/models/train", ("model", "specials-board"));

        Assert.Equal(HttpStatusCode.NotImplemented, train.StatusCode);
        Assert.Contains("Train it on one machine.", await train.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        Assert.Contains("Train it on one machine.", await hosted.ReadAsync("/models"));
    }

    [Fact]
    public async Task The_review_says_what_a_training_would_use_and_the_top_line_how_many_wait()
    {
        await _site.SaySixAsync(_dave);
        await _site.AddAsync(_dave, "unsure", 1, await _site.StoreAsync(7, new LabelScore("other", 0.6f)));
        await _site.AddAsync(_dave, "sure", 2, await _site.StoreAsync(8, new LabelScore("other", 0.9f)));

        var review = await _site.ReadAsync("/review");

        Assert.Contains("2 to look at, the model is unsure of 1: the least sure first", review);
        Assert.Contains("""<strong>6</strong> corrections since the last training of specials-board.""", review);
        Assert.Contains("A training would use 6 pictures: 3 other, 3 specials-board.", review);
        Assert.Contains("(1)</span></a>", review);
    }

    [Fact]
    public async Task Nobody_outside_is_told_how_many_wait()
    {
        await using var site = await SiteWorld.StartAsync([new("Web:AccessKey", SiteWorld.Key)]);
        var dave = await site.WatchAsync("instagram:dave");
        await site.AddAsync(dave, "unsure", 1, await site.StoreAsync(7, new LabelScore("other", 0.6f)));
        using var review = new HttpRequestMessage(HttpMethod.Get, "/review");
        review.Headers.Authorization = new("Bearer", SiteWorld.Key);

        using var inside = await site.Client.SendAsync(review);

        Assert.Contains("(1)</span></a>", await inside.Content.ReadAsStringAsync());
        Assert.DoesNotContain("(1)", await site.ReadAsync("/sign-in"));
    }

    private async Task<JsonElement> EndAsync()
    {
        using var most = new CancellationTokenSource(Most);
        while (await GetAsync("/api/models/training") is var training)
        {
            if (training.TryGetProperty("endedAt", out _))
                return training;
            await Task.Delay(50, most.Token);
        }

        throw new TimeoutException();
    }

    private async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await _site.ReadAsync(address)).RootElement;
}
