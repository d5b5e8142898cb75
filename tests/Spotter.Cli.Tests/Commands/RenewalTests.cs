using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Learning.Requests;
using Spotter.Models;
using Spotter.Web.Models;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What people say flows back into a model: a new version, compared with the old, used, and taken back.</summary>
public sealed class RenewalTests : IAsyncLifetime, IDisposable
{
    private readonly Workplace _workplace = new();

    public async Task InitializeAsync()
    {
        _workplace.Set("Models:Folder", _workplace.PathOf("models"));
        await RunAsync("simulate", "--pictures", _workplace.PathOf("first"), "--count", "8", "--seed", "5");
        await RunAsync("simulate", "--pictures", _workplace.PathOf("shop"), "--count", "8", "--seed", "6");
        await RunAsync("train", _workplace.PathOf("first"), "--out", _workplace.PathOf("models/lunch"));
        await RunAsync("accounts", "add", Shop, "--model", "lunch");
        await RunAsync("scan");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _workplace.Dispose();

    private string Shop => $"folder:{_workplace.PathOf("shop")}";

    [Fact]
    public async Task A_new_version_is_compared_on_pictures_that_neither_was_fitted_to_and_used()
    {
        // One of them lies in the folder, too, under the label that the person takes for wrong.
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");
        File.Copy(Directory.GetFiles(_workplace.PathOf("shop/other"))[0], _workplace.PathOf("first/specials-board/wrong.jpg"));

        var run = await RunAsync(
            "train", "--from-corrections", "--model", "lunch", _workplace.PathOf("first"), "--deploy", "--json");

        var comparison = JsonDocument.Parse(run.Out).RootElement.GetProperty("comparison");
        Assert.Equal(16, comparison.GetProperty("pictures").GetInt32());
        Assert.Equal(16, comparison.GetProperty("leftOut").GetInt32());
        Assert.EndsWith("-1", (await File.ReadAllTextAsync(_workplace.PathOf("models/lunch/in-use"))).Trim());
        var listed = (await RunAsync("models", "list")).Out;
        Assert.Contains("in use: 2", listed);
        Assert.Matches(@"first: \d\.\d{3} \(.* on 16 pictures", listed);
        var page = Directory.GetFiles(_workplace.PathOf("models/lunch/versions"), "report.html", SearchOption.AllDirectories);
        Assert.Contains("On 16 pictures that neither was fitted to", await File.ReadAllTextAsync(page[0]));

        await File.WriteAllTextAsync(_workplace.PathOf("models/lunch/in-use"), "a version that is not there");
        Assert.Contains("broken", (await RunAsync("models", "list")).Out);
        await RunAsync("models", "rollback", "lunch", "first");

        Assert.False(File.Exists(_workplace.PathOf("models/lunch/in-use")));
    }

    [Fact]
    public async Task A_new_version_is_trained_as_the_one_before_but_for_what_is_said()
    {
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");
        await RunAsync(
            "train", _workplace.PathOf("first"), "--out", _workplace.PathOf("models/lunch"), "--precision", "0.6", "--penalty", "0.5");
        string[] renew = ["train", "--from-corrections", "--model", "lunch", _workplace.PathOf("first")];

        Assert.Contains("trained with --precision 0.6 --penalty 0.5", (await RunAsync(renew)).Error);
        Assert.Equal("--precision 0.6 --penalty 0.5", TrainedWith());
        Assert.Contains("trained with --penalty 0.5", (await RunAsync([.. renew, "--precision", "0.7", "--no-words"])).Error);
        Assert.Equal("--precision 0.7 --penalty 0.5 --no-words", TrainedWith());

        string? TrainedWith() => JsonDocument.Parse(File.ReadAllText(Path.Combine(
            Directory.GetDirectories(_workplace.PathOf("models/lunch/versions")).Order(StringComparer.Ordinal).Last(), "model.json")))
            .RootElement.GetProperty("trainedWith").GetString();
    }

    [Fact]
    public async Task A_model_of_figures_that_are_not_computed_any_more_judges_nothing_and_is_trained_again()
    {
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");
        var file = _workplace.PathOf("models/lunch/model.json");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        json["words"] = new JsonObject { ["name"] = "words", ["version"] = 1, ["outputWithout"] = "without" };
        await File.WriteAllTextAsync(file, json.ToJsonString());
        var picture = Directory.GetFiles(_workplace.PathOf("first/other"))[0];

        var label = await _workplace.RunAsync("label", picture, "--model", "lunch");
        Assert.NotEqual(0, label.ExitCode);
        Assert.Contains("words.version is 1", label.Error);

        await RunAsync("train", "--from-corrections", "--model", "lunch", _workplace.PathOf("first"), "--deploy");
        await RunAsync("label", picture, "--model", "lunch");
    }

    [Fact]
    public async Task A_deployment_that_is_killed_anywhere_leaves_the_old_version_or_the_new_one()
    {
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");
        string[] deploy = ["train", "--from-corrections", "--model", "lunch", _workplace.PathOf("first"), "--deploy"];
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, (await SpotterProcess.RunAsync(_workplace, deploy)).ExitCode);
        whole.Stop();
        var picture = Directory.GetFiles(_workplace.PathOf("shop/other"))[0];

        foreach (var share in new[] { 0.6, 0.8, 0.9, 0.97 })
        {
            using var process = SpotterProcess.Start(_workplace, deploy);
            await Task.Delay(whole.Elapsed * share);
            await process.KillAsync();

            Assert.Contains("in use: ", (await RunAsync("models", "list")).Out);
            await RunAsync("label", picture, "--model", "lunch");
        }

        await RunAsync(deploy);
        Assert.EndsWith($"-{Directory.GetDirectories(_workplace.PathOf("models/lunch/versions")).Length}", File.ReadAllText(
            _workplace.PathOf("models/lunch/in-use")).Trim());
    }

    [Fact]
    public async Task The_pages_train_in_a_process_of_its_own_that_can_be_ended()
    {
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");
        _workplace.Set("Training:Models:lunch:Folder", _workplace.PathOf("first"));
        await using var host = CommandHost.Open(
            SettingsFile.Load(_workplace.Settings), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);
        var renewer = host.Get<IModelRenewer>();
        var steps = new ConcurrentQueue<RenewalStep>();
        using var end = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renewer.RenewAsync("lunch", _ => end.Cancel(), end.Token));
        var left = ModelVersions.List(_workplace.PathOf("models/lunch"));
        var outcome = await renewer.RenewAsync("lunch", steps.Enqueue, CancellationToken.None);
        var wrong = await Assert.ThrowsAsync<TrainingException>(() => renewer.RenewAsync("nothing", steps.Enqueue, CancellationToken.None));

        Assert.Empty(left);
        Assert.Equal((32, outcome.Version), (outcome.Pictures, ModelVersions.List(_workplace.PathOf("models/lunch")).Single()));
        Assert.Contains("On 16 pictures that neither was fitted to", outcome.Comparison);
        Assert.Contains(steps, step => step is { Stage: "fitting", Total: > 0 });
        Assert.StartsWith("There is no model 'nothing'", wrong.Message);
        Assert.Null(ModelVersions.FindInUse(_workplace.PathOf("models/lunch")));
    }

    [Fact]
    public async Task What_people_labelled_counts_for_the_model_that_watches_also_where_another_judged_last()
    {
        await RelabelAsync("specials-board");
        await LabelAsync(file => file.StartsWith("specials-board", StringComparison.Ordinal) ? "specials-board" : "other");

        Assert.Equal(0, (await RunAsync("train", "--from-corrections", "--model", "lunch")).ExitCode);
    }

    [Fact]
    public async Task A_version_with_a_new_label_is_made_though_it_cannot_be_compared()
    {
        var at = 0;
        await LabelAsync(_ => at++ % 2 == 0 ? "specials-board" : "closed");

        var run = await RunAsync("train", "--from-corrections", "--model", "lunch", _workplace.PathOf("first"), "--json");

        Assert.Contains("cannot be compared with the old", run.Error);
        var version = Directory.GetDirectories(_workplace.PathOf("models/lunch/versions")).Single();
        Assert.True(File.Exists(Path.Combine(version, "model.json")));
        // What nothing can tell apart is wrong somewhere, and called by what can be looked up: its folder is gone.
        Assert.Matches($@"{Shop}, post (specials-board|other)/[^,]*\.jpg, picture [0-9a-f]{{12}}", run.Out);
        var page = await File.ReadAllTextAsync(Path.Combine(version, "report.html"));
        Assert.DoesNotContain("spotter-corrections-", run.Out + run.Error + page);
    }

    [Fact]
    public async Task Labels_of_one_kind_alone_make_no_model_and_what_to_do_is_said()
    {
        await LabelAsync(_ => "other");

        var run = await _workplace.RunAsync("train", "--from-corrections", "--model", "lunch");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("All of them are 'other', and a model tells two labels or more apart. Label more: spotter review", run.Error);
    }

    [Fact]
    public async Task Old_posts_are_judged_again_once_without_alerts_and_a_model_is_removed_when_nobody_uses_it()
    {
        Assert.Equal((16, 16, 0), await RelabelAsync("specials-board"));
        Assert.Equal((0, 0, 16), await RelabelAsync("specials-board"));
        Assert.Equal((16, 16, 0), await RelabelAsync("lunch"));
        Assert.DoesNotContain("alert", (await RunAsync("scan")).Error);

        var pictures = _workplace.PathOf("pictures");
        var gone = Directory.GetFiles(pictures, "*.jpg", SearchOption.AllDirectories)[0];
        File.Move(gone, _workplace.PathOf("away"));
        Assert.Equal(1, (await _workplace.RunAsync("posts", "--relabel", "--model", "specials-board")).ExitCode);
        File.Move(_workplace.PathOf("away"), gone);
        Assert.Equal((1, 1, 15), await RelabelAsync("specials-board"));

        var refused = await _workplace.RunAsync("models", "remove", "lunch");
        await RunAsync("accounts", "set", Shop, "--model", "specials-board");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{Shop} uses lunch", refused.Error);
        Assert.Contains("Removed", (await RunAsync("models", "remove", "lunch")).Out);
        Assert.False(Directory.Exists(_workplace.PathOf("models/lunch")));
        Assert.Contains("came with the program", (await _workplace.RunAsync("models", "remove", "specials-board")).Error);
    }

    private async Task<(int Posts, int Pictures, int Known)> RelabelAsync(string model)
    {
        var summary = JsonDocument.Parse((await RunAsync("posts", "--relabel", "--model", model, "--json")).Out).RootElement;
        return (
            summary.GetProperty("posts").GetInt32(), summary.GetProperty("pictures").GetInt32(), summary.GetProperty("known").GetInt32());
    }

    private async Task LabelAsync(Func<string, string> labelOf)
    {
        var shown = await RunAsync("review", "--json", "--limit", "100");
        var lines = shown.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
        await File.WriteAllLinesAsync(
            _workplace.PathOf("labels.jsonl"),
            lines.Select(row =>
                $$"""{"picture":"{{row.GetProperty("picture").GetString()}}","label":"{{labelOf(row.GetProperty("post").GetString()!)}}"}"""));
        await RunAsync("review", "--take", _workplace.PathOf("labels.jsonl"), "--new");
    }

    private async Task<CommandRun> RunAsync(params string[] words)
    {
        var run = await _workplace.RunAsync(words);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', words)}: {run.Out}{run.Error}");
        return run;
    }
}
