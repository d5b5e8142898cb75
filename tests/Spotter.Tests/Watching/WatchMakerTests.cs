using Microsoft.Extensions.Options;
using NSubstitute;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Rules;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Watching;

public sealed class WatchMakerTests : IDisposable
{
    private static readonly AccountId Dave = AccountId.Parse("instagram:dave");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ModelCatalog _models;
    private readonly WatchMaker _maker;

    public WatchMakerTests()
    {
        File.WriteAllText(
            Path.Combine(_folder.CreateSubdirectory("soups").FullName, "model.json"),
            """{ "name": "soups", "hosted": { "model": "soups" }, "labels": ["soup", "soup: today", "soup: today: hot"] }""");
        _models = new ModelCatalog(Substitute.For<IInferenceEngine>(), Options.Create(new ModelOptions { Folder = _folder.FullName }));
        _maker = new WatchMaker(
            new AlertChannels([new ConsoleChannel("console", TextWriter.Null)]), _models, new ScriptedReader(), Options.Create(
                new WatchingOptions { Model = "soups" }), TimeProvider.System);
    }

    public void Dispose()
    {
        _models.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("soup", "soup", null)]
    [InlineData("soup:0.5", "soup", 0.5)]
    [InlineData("soup: today", "soup: today", null)]
    [InlineData("soup: today:0.5:console", "soup: today", 0.5)]
    [InlineData("soup: today: hot::console", "soup: today: hot", null)]
    public async Task The_longest_label_that_a_rule_begins_with_is_meant(string rule, string label, double? score)
    {
        var watch = (await _maker.MakeAsync(null, null, null, [rule], CancellationToken.None))(Dave);

        Assert.Equal([new AlertRule(label, score, "console")], watch.Rules);
    }

    [Fact]
    public async Task Rules_that_another_model_does_not_know_are_told()
    {
        var watch = new Watch { Account = Dave, Since = DateTimeOffset.UnixEpoch, Rules = [new AlertRule("board", 0.9, "console")] };

        var error = await Assert.ThrowsAsync<WatchException>(() => _maker.ChangeAsync(
            watch, new WatchChange { Model = "soups" }, CancellationToken.None));
        var changed = await _maker.ChangeAsync(watch, new WatchChange { Model = "soups", Rules = ["soup"] }, CancellationToken.None);

        Assert.Contains("has a rule for 'board', which the model soups does not know", error.Message);
        Assert.Equal((DateTimeOffset.UnixEpoch, "soups", "soup"), (changed.Since, changed.Model, changed.Rules.Single().Label));
    }

    [Fact]
    public async Task A_rule_on_words_is_refused_where_nothing_reads_them()
    {
        var error = await Assert.ThrowsAsync<WatchException>(() => _maker.MakeAsync(
            null, null, null, ["soup and words has clam"], CancellationToken.None));

        Assert.Equal(
            "The rule 'soup and words has clam -> console' asks for words in pictures, which nothing reads here. No reader of words is "
                + "installed.",
            error.Message);
    }

    [Theory]
    [InlineData("soup and caption has hot")]
    [InlineData("soup and caption has hot -> console")]
    public async Task A_rule_is_removed_by_its_text(string text)
    {
        var made = await _maker.MakeAsync(null, null, null, ["soup", "soup and caption has hot"], CancellationToken.None);

        var changed = await _maker.ChangeAsync(made(Dave), new WatchChange { RemovedRules = [text] }, CancellationToken.None);

        Assert.Equal(["soup -> console"], changed.Rules.Select(rule => rule.ToString()));
    }
}
