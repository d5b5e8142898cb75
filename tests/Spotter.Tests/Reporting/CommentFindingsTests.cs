using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Posts;
using Spotter.Reporting;
using Spotter.Sources;
using Spotter.Tests.Captions;
using Spotter.Vision.Inference;
using Spotter.Watching;

namespace Spotter.Tests.Reporting;

/// <summary>What comments and captions say beside what pictures show.</summary>
public sealed class CommentFindingsTests : IDisposable
{
    private readonly PostWorld _world = new();

    public void Dispose() => _world.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public async Task Comments_are_counted_by_language_word_and_emoji()
    {
        await _world.AddAsync(
            WithComments(1, "This is the best chowder! 👍🏽", "chowder chowder CHOWDER", "Das ist sehr lecker 👍🏽"),
            WithComments(2, "Is the chowder back? 😍😍😍", "😍"),
            PostWorld.PostOf(3, 10));

        var said = (await _world.GatherAsync()).Said!;

        Assert.Equal((5, 2), (said.Comments, said.Posts));
        Assert.Equal(
            [("English", 2), ("German", 1), ("Latin letters, language not told", 1), ("no words", 1)],
            said.Languages.Select(one => (one.Name, one.Comments)));
        Assert.Equal([("chowder", 3)], said.Words.Select(one => (one.Name, one.Comments)));
        Assert.Equal([("👍🏽", 2), ("😍", 2)], said.Emoji.Select(one => (one.Name, one.Comments)));
        Assert.Equal(0.6, said.Words[0].Share, 1e-9);
        Assert.Empty(said.Labels);
        Assert.StartsWith("5 comments of 2 posts were read. Most are in English: 40 %.", Answers.Said(said));
    }

    [Fact]
    public async Task Without_a_text_that_is_said()
    {
        await _world.AddAsync(PostWorld.PostOf(1, 10));

        var findings = await _world.GatherAsync();

        Assert.Null(findings.Said);
        Assert.StartsWith("No comment's text was collected", Answers.Said(findings.Said));
    }

    [Fact]
    public async Task A_table_for_spreadsheets_has_them_and_no_formula()
    {
        await _world.AddAsync(WithComments(1, "=soup soup", "soup"));
        using var writer = new StringWriter();

        FindingsTable.Write(await _world.GatherAsync(), writer);

        Assert.Contains("comments,word,soup,comments,2,,,1", writer.ToString());
    }

    [Fact]
    public async Task The_accounts_own_model_of_captions_looks_at_a_sample_of_them()
    {
        await _world.AddAsync(WithComments(1, [.. Enumerable.Repeat(SmallCaptionModel.Rude, 150)]));
        await new WatchRepository(_world.State).TryAddAsync(
            new Watch { Account = PostWorld.Dave, CaptionModel = "tone", Since = PostWorld.Newest }, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("spotter-test-");
        SmallCaptionModel.Save(Path.Combine(folder.FullName, "tone"));
        using var catalog = CatalogOf(folder.FullName);
        using var models = ModelsOf(catalog);
        using var others = ModelsOf(catalog);

        var label = Assert.Single((await _world.GatherAsync(captionModels: models)).Said!.Labels);
        File.Delete(Path.Combine(folder.FullName, "tone", "model.json"));
        var gone = await _world.GatherAsync(captionModels: others);

        Assert.Equal((PostWorld.Dave, "tone", "rude", 100, 150), (label.Account, label.Model, label.Label, label.Sample, label.Of));
        Assert.InRange(label.Score!.Value, 0.9, 1);
        Assert.Contains("tone", Assert.Single(gone.Problems));
        Assert.Equal(150, gone.Said!.Comments);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_captions_say_of_accounts_stands_beside_what_pictures_show()
    {
        var anna = AccountId.Parse("instagram:anna");
        await _world.AddAsync(Enumerable.Range(1, 6).Select(day => PostWorld.PostOf(day, 100)));
        await _world.AddAsync(anna, Enumerable.Range(1, 3).Select(day => PostWorld.PostOf(day, 10)));
        await SayAsync(PostWorld.Dave, "shop");
        await SayAsync(anna, "person");

        var findings = await _world.GatherAsync();

        Assert.Equal(
            [("menu", false, 9), ("kind", true, 9)], findings.Models.Select(model => (model.Model, model.IsOfCaptions, model.Posts)));
        Assert.Equal(
            [("shop", 6, 100d), ("person", 3, 10d)],
            findings.Models[1].ByCount.Select(label => (label.Label, label.Figures.Posts, label.Figures.Likes.Mean)));
        Assert.Equal("menu", findings.Mix!.Model);
        Assert.StartsWith(
            "Posts of accounts whose captions suggest “shop” get the most likes", Answers.Likes(findings, findings.Models[1]));
    }

    private static ModelCatalog CatalogOf(string folder) =>
        new(new OnnxRuntimeEngine(Options.Create(new InferenceOptions())), Options.Create(new ModelOptions { Folder = folder }));

    private static CaptionModels ModelsOf(ModelCatalog catalog) =>
        new(catalog, new OnnxRuntimeEngine(Options.Create(new InferenceOptions())), Options.Create(new ModelOptions()));

    private async Task SayAsync(AccountId account, string label)
    {
        var said = new KeptPrediction("kind", "0123456789ab", label, 0.9, 12, 0, 0.81, 0.97, PostWorld.Newest);
        var tally = new CaptionTally { Model = said.Model, Version = said.ModelVersion, Prediction = said };
        Assert.True(await new CaptionTallies(_world.State).TrySaveAsync(account, read: null, tally, CancellationToken.None));
    }

    private static PostRecord WithComments(int daysAgo, params string[] texts)
    {
        var record = PostWorld.PostOf(daysAgo, 10);
        return record with { Post = record.Post with { CommentTexts = [.. texts.Select(text => new PostComment(text))] } };
    }
}
