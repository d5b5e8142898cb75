using System.Net;
using Spotter.Contracts;
using Spotter.Models;

namespace Spotter.Web.Tests.Models;

public sealed class ModelPagesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("spotter-models-");
    private SiteWorld _site = null!;

    private string Own => Path.Combine(_models.FullName, "lunch");

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync([new("Models:Folder", _models.FullName)]);

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _models.Delete(recursive: true);
    }

    [Fact]
    public async Task A_model_is_shown_with_its_labels_its_worth_and_its_users()
    {
        await _site.WatchAsync("instagram:dave");

        var page = await _site.ReadAsync("/models");

        Assert.Contains("<strong>specials-board</strong>", page);
        Assert.Contains("other, specials-board", page.Replace("specials-board, other", "other, specials-board"));
        Assert.Contains("class=\"shares\"", page);
        Assert.Matches(@"<strong>\d+\.\d %</strong> right,</span> <span class=""nobr"">truly \d+\.\d to \d+\.\d %</span>", page);
        Assert.Contains("""<a href="/accounts/edit?account=instagram%3Adave">instagram:dave</a>""", page);
    }

    [Fact]
    public async Task Another_version_is_used_and_that_can_be_undone()
    {
        Copy(Own);
        Copy(Path.Combine(Own, "versions", "2026-11-27-1"));

        using var used = await _site.SendAsync("/models/use", ("model", "lunch"), ("version", "2026-11-27-1"));
        var page = await _site.ReadAsync(used.Headers.Location!.OriginalString);

        Assert.Equal("2026-11-27-1", ModelVersions.FindInUse(Own));
        Assert.Contains("Version 2026-11-27-1 of lunch is in use", page);
        Assert.Contains("""<button name="version" value="first">Undo<span class="sr"> of lunch</span></button>""", page);
    }

    [Theory]
    [InlineData("lunch", "../../etc")]
    [InlineData("nothing", "first")]
    [InlineData("../lunch", "first")]
    public async Task What_is_not_there_is_refused(string model, string version)
    {
        Copy(Own);

        using var answer = await _site.SendAsync("/models/use", ("model", model), ("version", version));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(ModelVersions.FindInUse(Own));
    }

    [Fact]
    public async Task A_broken_model_says_what_is_wrong_and_the_others_are_shown()
    {
        Directory.CreateDirectory(Own);
        await File.WriteAllTextAsync(Path.Combine(Own, "model.json"), "{");

        var page = await _site.ReadAsync("/models");

        Assert.Contains("broken:", page);
        Assert.Contains("<strong>specials-board</strong>", page);
    }

    [Fact]
    public async Task A_version_that_is_damaged_says_so_and_the_page_stands()
    {
        Copy(Own);
        Copy(Path.Combine(Own, "versions", "2026-11-26-1"));
        Copy(Path.Combine(Own, "versions", "2026-11-27-1"));
        await File.WriteAllTextAsync(Path.Combine(Own, "versions", "2026-11-27-1", "model.json"), "{");
        File.Delete(Path.Combine(Own, "versions", "2026-11-26-1", "model.onnx"));
        await File.WriteAllTextAsync(Path.Combine(Own, "in-use"), "a version that is gone");

        var page = await _site.ReadAsync("/models");

        Assert.Contains("2026-11-27-1/model.json cannot be read", page);
        Assert.Contains("2026-11-26-1/model.onnx is missing", page);
        Assert.Contains("names the version &#39;a version that is gone&#39;, which is not there", page);
        Assert.Contains("""value="first">""", page);
        Assert.DoesNotContain("""value="2026-11-27-1">""", page);
    }

    [Fact]
    public async Task A_report_is_shown_and_nothing_in_it_runs()
    {
        Copy(Own);
        await File.WriteAllTextAsync(Path.Combine(Own, "report.html"), "<script>alert(1)</script>");

        using var report = await _site.Client.GetAsync("/models/report?model=lunch&version=first");
        using var elsewhere = await _site.Client.GetAsync("/models/report?model=..&version=first");
        using var none = await _site.Client.GetAsync("/models/report?model=specials-board&version=first");

        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Matches("default-src 'none'.*sandbox", report.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (elsewhere.StatusCode, none.StatusCode));
    }

    /// <summary>A copy of the model that comes with the program.</summary>
    internal static void Copy(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(TestData.RepositoryFolder, "models", "specials-board")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var description = Path.Combine(folder, "model.json");
        var text = File.ReadAllText(description);
        File.WriteAllText(description, text.Replace("\"specials-board\",", "\"lunch\",", StringComparison.Ordinal));
    }
}
