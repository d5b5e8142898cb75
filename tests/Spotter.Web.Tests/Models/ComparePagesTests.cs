using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Web.Models;

namespace Spotter.Web.Tests.Models;

public sealed class ComparePagesTests : IAsyncLifetime
{
    private const string Address = "/models/compare?a=lunch/first&b=lunch/2026-11-27-1";

    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("spotter-models-");
    private SiteWorld _site = null!;
    private AccountId _dave;

    private string Own => Path.Combine(_models.FullName, "lunch");

    private string Newer => Path.Combine(Own, "versions", "2026-11-27-1");

    public async Task InitializeAsync()
    {
        _site = await SiteWorld.StartAsync([new("Models:Folder", _models.FullName), new("Watching:Model", "lunch")]);
        _dave = await _site.WatchAsync("instagram:dave");
        ModelPagesTests.Copy(Own);
        ModelPagesTests.Copy(Newer);
        // It says of every picture what the other does not.
        var file = Path.Combine(Newer, "model.json");
        var description = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        description["labels"] = new JsonArray([.. description["labels"]!.AsArray().Select(label => label!.DeepClone()).Reverse()]);
        await File.WriteAllTextAsync(file, description.ToJsonString());
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _models.Delete(recursive: true);
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("..")]
    [InlineData("..%2F..")]
    [InlineData("lunch/%00")]
    public async Task What_is_no_model_is_told_as_that(string name)
    {
        using var answer = await _site.Client.GetAsync($"/models/compare?a={name}&b=lunch");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Two_versions_are_held_against_each_other_and_what_one_was_trained_with_proves_nothing()
    {
        for (byte shade = 0; shade < 5; shade++)
            await _site.SayAsync(_dave, shade, "other");
        var seen = await _site.SayAsync(_dave, 5, "other");
        await _site.SayAsync(_dave, 6, "a label that neither knows");
        await File.WriteAllTextAsync(Path.Combine(Newer, "pictures.tsv"), $"{seen.Picture}\tother\ttraining\n");

        var match = await GetAsync("/api/models/comparison?a=lunch/first&b=lunch/2026-11-27-1");
        var page = await _site.ReadAsync(Address);

        var (fair, all) = (match.GetProperty("fair"), match.GetProperty("all"));
        Assert.Equal((5, 6, 1), (Count(fair, "pictures"), Count(all, "pictures"), Count(match, "otherLabels")));
        Assert.Equal(5, Count(fair, "onlyA") + Count(fair, "onlyB"));
        Assert.Contains("<strong>5</strong> that neither was trained with", page);
        Assert.Contains("A was trained with 0 of them, B with 1", page);
        Assert.Contains("B trained with it", page);
        Assert.Contains("1 labelled pictures are left out: one of the two cannot give their label", page);
        Assert.Matches("(is better: it alone is right about|cannot be told from chance: one alone is right about)", page);
    }

    [Fact]
    public async Task A_cell_opens_at_an_address_of_its_own_and_leads_to_the_posts()
    {
        var said = await _site.SayAsync(_dave, 1, "other");
        var match = await GetAsync("/api/models/comparison?a=lunch/first&b=lunch/2026-11-27-1");
        var cell = match.GetProperty("pictures")[0].GetProperty("cell").GetString();

        var page = await _site.ReadAsync($"{Address}&cell={cell}");

        Assert.Contains($"""<a href="/post?account=instagram%3Adave&amp;key={said.PostKey}">""", page);
        Assert.Contains("<strong>other</strong>, says a person", page);
        Assert.Matches("""<span>A: [\w-]+ <span class="score">\d\.\d\d</span></span>""", page);
    }

    [Fact]
    public async Task What_takes_too_long_is_told_and_gone_on_with()
    {
        for (byte shade = 0; shade < 3; shade++)
            await _site.SayAsync(_dave, shade, "other");
        var (a, b) = (_site.Get<ModelReader>().Place("lunch/first"), _site.Get<ModelReader>().Place("lunch/2026-11-27-1"));

        var nothing = await _site.Get<ModelMatcher>().MatchAsync(a, b, TimeSpan.FromTicks(-1), CancellationToken.None);
        var everything = await _site.Get<ModelMatcher>().MatchAsync(a, b, TimeSpan.FromMinutes(1), CancellationToken.None);
        var known = await _site.Get<ModelMatcher>().MatchAsync(a, b, TimeSpan.FromTicks(-1), CancellationToken.None);

        Assert.Equal((0, 3), (nothing.Pictures.Count, nothing.Left));
        Assert.Equal((3, 0), (everything.Pictures.Count, everything.Left));
        Assert.Equal((3, 0), (known.Pictures.Count, known.Left));
    }

    [Theory]
    [InlineData("?a=lunch/first&b=lunch/nothing", HttpStatusCode.BadRequest)]
    [InlineData("?a=../lunch/first&b=lunch/first", HttpStatusCode.BadRequest)]
    [InlineData("?a=lunch&b=nothing", HttpStatusCode.BadRequest)]
    [InlineData("?a=lunch&b=lunch", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?a=lunch/first&b=lunch/2026-11-27-1&cell=nothing", HttpStatusCode.OK)]
    public async Task What_is_not_there_is_told(string query, HttpStatusCode status)
    {
        using var answer = await _site.Client.GetAsync("/models/compare" + query);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_version_that_is_damaged_is_told_and_the_page_stands()
    {
        await _site.SayAsync(_dave, 1, "other");
        await File.WriteAllTextAsync(Path.Combine(Newer, "model.onnx"), "no model");

        Assert.Contains("do not belong together", await _site.ReadAsync(Address));
    }

    private static int Count(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task<JsonElement> GetAsync(string address) =>
        JsonDocument.Parse(await _site.ReadAsync(address)).RootElement;
}
