using System.Text.Json.Nodes;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Contracts.Models;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Tests.Collecting;

public sealed class PostDocumentsTests
{
    private static readonly AccountId Dave = AccountId.Parse("scripted:dave");

    [Fact]
    public async Task A_model_that_the_disk_does_not_give_for_a_moment_is_not_taken_for_one_that_recommends_nothing()
    {
        await using var world = new Scanning.ScanWorld();
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        world.Scan(new ScanRequest(Dave, ScanMode.History, IsAsked: true, Bounds: new CollectionBounds(Model: SampleModel.Name)));
        var model = SampleModel.Write(
            Path.Combine(world.ModelsFolder, SampleModel.Name),
            description => description["leastScores"] = new JsonObject { [SampleModel.Name] = 1.0 });
        var documents = DocumentsOf(world);

        using (new FileStream(
            Path.Combine(model, ModelFiles.DescriptionFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await Assert.ThrowsAsync<ModelStoreException>(() => CountAsync(documents));

        Assert.Equal((0, 1), await CountAsync(documents));
    }

    private static PostDocuments DocumentsOf(Scanning.ScanWorld world) => new(
        world.Get<PostRepository>(), world.Get<PictureLabels>(), world.Get<FactsGatherer>(), world.Get<ModelCatalog>());

    // A label without a score counts from what its model recommends.
    private static async Task<(int Listed, int LeftOut)> CountAsync(PostDocuments documents)
    {
        var (tally, choice) = (new PostTally(), new PostChoice { Where = RuleCondition.Parse(SampleModel.Name) });
        var listed = await documents.ListAsync(Dave, choice, after: null, tally, CancellationToken.None).CountAsync();
        return (listed, tally.LeftOut);
    }
}
