using Microsoft.Extensions.Options;
using NSubstitute;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Rules;
using Spotter.Tests.Captions;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Watching;

public sealed class WatchMakerTests : IDisposable
{
    private static readonly AccountId Dave = AccountId.Parse("instagram:dave");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ModelCatalog _models;
    private readonly CaptionModels _captions;
    private readonly WatchMaker _maker;

    public WatchMakerTests()
    {
        File.WriteAllText(
            Path.Combine(_folder.CreateSubdirectory("soups").FullName, "model.json"),
            """{ "name": "soups", "hosted": { "model": "soups" }, "labels": ["soup", "soup: today", "soup: today: hot"] }""");
        _models = new ModelCatalog(Substitute.For<IInferenceEngine>(), Options.Create(new ModelOptions { Folder = _folder.FullName }));
        _captions = new CaptionModels(
            _models, Substitute.For<IInferenceEngine>(), Options.Create(new ModelOptions { Folder = _folder.FullName }));
        _maker = Make(new WatchingOptions { Model = "soups" });
    }

    private WatchMaker Make(WatchingOptions defaults) => new(
        new AlertChannels([new ConsoleChannel("console", TextWriter.Null)]),
        _models,
        _captions,
        new ScriptedReader(),
        Options.Create(defaults),
        TimeProvider.System);

    public void Dispose()
    {
        _captions.Dispose();
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

    [Theory]
    [InlineData("rude >= 0.8 and soup -> console")]
    [InlineData("rude")]
    [InlineData("rude:0.8")]
    public async Task A_rule_may_ask_for_what_the_captions_of_the_account_say(string rule)
    {
        SmallCaptionModel.Save(Path.Combine(_folder.FullName, "tone"));

        var named = await _maker.MakeAsync(new WatchChange { CaptionModel = "tone", Rules = [rule] }, CancellationToken.None);
        var usual = await Make(new WatchingOptions { Model = "soups", CaptionModel = "tone" }).MakeAsync(
            null, null, null, [rule], CancellationToken.None);
        var without = await Assert.ThrowsAsync<RuleException>(() => Make(new WatchingOptions { Model = "soups", CaptionModel = "tone" })
            .MakeAsync(new WatchChange { CaptionModel = Watch.NoModel, Rules = [rule] }, CancellationToken.None));

        Assert.Equal(("tone", null), (named(Dave).CaptionModel, usual(Dave).CaptionModel));
        Assert.Contains("rude", named(Dave).LabelsOfRules);
        Assert.Equal(named(Dave).Rules, usual(Dave).Rules);
        Assert.Contains("The model soups has no label 'rude'", without.Message);
    }

    [Fact]
    public async Task A_label_that_both_models_have_is_told_where_a_rule_asks_for_it()
    {
        SmallCaptionModel.Save(Path.Combine(_folder.FullName, "tone"), 10, "rude", "soup");
        var watch = (await _maker.MakeAsync(null, null, null, ["soup"], CancellationToken.None))(Dave);

        var clash = await Assert.ThrowsAsync<RuleException>(() => _maker.MakeAsync(
            new WatchChange { CaptionModel = "tone", Rules = ["rude and soup"] }, CancellationToken.None));
        var kept = await Assert.ThrowsAsync<WatchException>(() => _maker.ChangeAsync(
            watch, new WatchChange { CaptionModel = "tone" }, CancellationToken.None));
        var other = await _maker.MakeAsync(new WatchChange { CaptionModel = "tone", Rules = ["rude"] }, CancellationToken.None);

        Assert.Contains("soups and tone both have a label 'soup'", clash.Message);
        Assert.Contains("has a rule for 'soup'. soups and tone both have a label 'soup'", kept.Message);
        Assert.Equal("rude", other(Dave).Rules.Single().Label);
    }

    [Fact]
    public async Task A_model_of_captions_that_is_not_there_or_is_none_is_told_when_the_watch_is_made()
    {
        var absent = await Assert.ThrowsAsync<WatchException>(() => _maker.MakeAsync(
            new WatchChange { CaptionModel = "tone" }, CancellationToken.None));
        var pictures = await Assert.ThrowsAsync<WatchException>(() => _maker.MakeAsync(
            new WatchChange { CaptionModel = "soups" }, CancellationToken.None));

        Assert.Contains("There is no model 'tone'", absent.Message);
        Assert.Contains("holds no model of captions", pictures.Message);
    }

    [Fact]
    public async Task The_model_of_captions_goes_and_comes_back_by_a_word()
    {
        SmallCaptionModel.Save(Path.Combine(_folder.FullName, "tone"));
        var watch = (await _maker.MakeAsync(new WatchChange { CaptionModel = "tone", Rules = ["rude"] }, CancellationToken.None))(Dave);

        var refused = await Assert.ThrowsAsync<WatchException>(() => _maker.ChangeAsync(
            watch, new WatchChange { CaptionModel = Watch.NoModel }, CancellationToken.None));
        var none = await _maker.ChangeAsync(
            watch, new WatchChange { CaptionModel = Watch.NoModel, Rules = ["soup"] }, CancellationToken.None);
        var usual = await _maker.ChangeAsync(none, new WatchChange { CaptionModel = WatchChange.Default }, CancellationToken.None);

        Assert.Contains("has a rule for 'rude', which the model soups does not know", refused.Message);
        Assert.Equal((Watch.NoModel, null), (none.CaptionModel, usual.CaptionModel));
    }
}
