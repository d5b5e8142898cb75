using System.Text.Json;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What each activity leaves in the storage account, so that a test can see that it was done.</summary>
internal sealed class ActivityEffects(AppState state)
{
    private static ScanJson Json => ScanJson.Default;

    /// <summary>Asserts that a call of an activity had its effect.</summary>
    /// <param name="activity">Its name.</param>
    /// <param name="input">What it was given.</param>
    public Task AssertDoneAsync(string activity, string input) => activity switch
    {
        nameof(BeginScan) => AssertLockedAsync(JsonSerializer.Deserialize(input, Json.BeginScanInput)!),
        nameof(HoldLease) => AssertLeaseHeldAsync(JsonSerializer.Deserialize(input, Json.HoldLeaseInput)!),
        nameof(FetchPage) => AssertPostsFoundAsync(JsonSerializer.Deserialize(input, Json.FetchPageInput)!),
        nameof(PredictAccount) => AssertSaidAsync(JsonSerializer.Deserialize(input, Json.PredictAccountInput)!),
        nameof(StorePictures) => AssertPicturesStoredAsync(JsonSerializer.Deserialize(input, Json.PostTask)!),
        nameof(Classify) => AssertScoredAsync(JsonSerializer.Deserialize(input, Json.PostTask)!),
        nameof(ReadWords) => AssertReadAsync(JsonSerializer.Deserialize(input, Json.PostTask)!),
        nameof(SendAlert) => AssertSentAsync(JsonSerializer.Deserialize(input, Json.AlertTask)!),
        nameof(SettlePost) => AssertStageAsync(JsonSerializer.Deserialize(input, Json.PostTask)!, PostStage.Done),
        nameof(CompleteScan) => AssertRecordedAsync(JsonSerializer.Deserialize(input, Json.CompleteScanInput)!),
        nameof(FindDueWatches) => AssertNothingTakenAsync(JsonSerializer.Deserialize(input, Json.FindDueWatchesInput)!),
        nameof(EndLook) => AssertLookedAsync(JsonSerializer.Deserialize(input, Json.EndLookInput)!),
        _ => throw new InvalidOperationException($"Say here how it is seen that {activity} was done."),
    };

    private async Task AssertLockedAsync(BeginScanInput input) =>
        Assert.Equal(input.InstanceId, await state.Leases.FindOwnerAsync(input.Request.Account, CancellationToken.None));

    private async Task AssertLeaseHeldAsync(HoldLeaseInput input)
    {
        var progress = await state.Scans.FindProgressAsync(input.Account, CancellationToken.None);
        Assert.True(progress.Lease!.Until > input.Until);
    }

    private async Task AssertPostsFoundAsync(FetchPageInput input) => Assert.NotEmpty(await state.ListPostsAsync(input.Account));

    private async Task AssertSaidAsync(PredictAccountInput input)
    {
        var said = await new CaptionTallies(state.Store).FindPredictionAsync(input.Account, CancellationToken.None);
        Assert.Equal((Shop.CaptionModel, 3), (said!.Model, said.Captions + said.Wordless));
    }

    private async Task AssertPicturesStoredAsync(PostTask input)
    {
        var post = await AssertStageAsync(input, PostStage.Stored);
        foreach (var picture in post.Pictures)
            Assert.NotNull(await state.Pictures.ReadAsync(picture.Id!.Value, CancellationToken.None));
    }

    private async Task AssertScoredAsync(PostTask input)
    {
        var post = await state.Posts.GetAsync(input, CancellationToken.None);
        Assert.All(post.Value.Pictures, picture => Assert.NotEmpty(picture.Scores));
    }

    private async Task AssertReadAsync(PostTask input)
    {
        var post = await state.Posts.GetAsync(input, CancellationToken.None);
        Assert.All(post.Value.Pictures, picture => Assert.NotNull(picture.Words));
    }

    private async Task<PostRecord> AssertStageAsync(PostTask input, PostStage stage)
    {
        var post = await state.Posts.GetAsync(input, CancellationToken.None);
        Assert.Equal(stage, post.Value.Stage);
        return post.Value;
    }

    private async Task AssertSentAsync(AlertTask input)
    {
        var alert = await state.Alerts.GetAsync(input, CancellationToken.None);
        Assert.Equal((AlertStage.Sent, 1), (alert.Value.Stage, state.CountArrived(alert.Value)));
    }

    private async Task AssertRecordedAsync(CompleteScanInput input)
    {
        Assert.Single(await state.ListScansAsync(input.Summary.Account));
        Assert.Null(await state.Leases.FindOwnerAsync(input.Summary.Account, CancellationToken.None));
    }

    // What is due stays due until all of it was scanned.
    private async Task AssertNothingTakenAsync(FindDueWatchesInput input)
    {
        var tick = await FindTickAsync(input.Source);
        Assert.True(tick is null || tick.Until < input.Until);
    }

    private async Task AssertLookedAsync(EndLookInput input) => Assert.Equal(input.Until, (await FindTickAsync(input.Source))!.Until);

    private async Task<MonitorTick?> FindTickAsync(string source) =>
        (await state.Store.FindAsync(new StateKey("monitor", source), Json.MonitorTick, CancellationToken.None))?.Value;
}
