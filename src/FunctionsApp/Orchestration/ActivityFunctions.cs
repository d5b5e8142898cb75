using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>One function for each activity.</summary>
public sealed class ActivityFunctions(ActivityRegistry activities, DurableEngine engine)
{
    /// <inheritdoc cref="FindDueWatches"/>
    [Function(nameof(FindDueWatches))]
    public Task<DueWatches> FindDueWatchesAsync([ActivityTrigger] FindDueWatchesInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(FindDueWatches.Definition, input, cancellationToken);

    /// <inheritdoc cref="EndLook"/>
    [Function(nameof(EndLook))]
    public Task<bool> EndLookAsync([ActivityTrigger] EndLookInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(EndLook.Definition, input, cancellationToken);

    /// <inheritdoc cref="BeginScan"/>
    [Function(nameof(BeginScan))]
    public Task<ScanPlan> BeginScanAsync(
        [ActivityTrigger] BeginScanInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        engine.Client = client;
        return activities.RunAsync(BeginScan.Definition, input, cancellationToken);
    }

    /// <inheritdoc cref="HoldLease"/>
    [Function(nameof(HoldLease))]
    public Task<bool> HoldLeaseAsync([ActivityTrigger] HoldLeaseInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(HoldLease.Definition, input, cancellationToken);

    /// <inheritdoc cref="FetchPage"/>
    [Function(nameof(FetchPage))]
    public Task<FetchedPage> FetchPageAsync([ActivityTrigger] FetchPageInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(FetchPage.Definition, input, cancellationToken);

    /// <inheritdoc cref="PredictAccount"/>
    [Function(nameof(PredictAccount))]
    public Task<PredictedAccount> PredictAccountAsync(
        [ActivityTrigger] PredictAccountInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(PredictAccount.Definition, input, cancellationToken);

    /// <inheritdoc cref="StorePictures"/>
    [Function(nameof(StorePictures))]
    public Task<PostStep> StorePicturesAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        activities.RunAsync(StorePictures.Definition, post, cancellationToken);

    /// <inheritdoc cref="Classify"/>
    [Function(nameof(Classify))]
    public Task<PostStep> ClassifyAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        activities.RunAsync(Classify.Definition, post, cancellationToken);

    /// <inheritdoc cref="ReadWords"/>
    [Function(nameof(ReadWords))]
    public Task<PostStep> ReadWordsAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        activities.RunAsync(ReadWords.Definition, post, cancellationToken);

    /// <inheritdoc cref="SendAlert"/>
    [Function(nameof(SendAlert))]
    public Task<AlertStep> SendAlertAsync([ActivityTrigger] AlertTask alert, CancellationToken cancellationToken) =>
        activities.RunAsync(SendAlert.Definition, alert, cancellationToken);

    /// <inheritdoc cref="SettlePost"/>
    [Function(nameof(SettlePost))]
    public Task<PostStep> SettlePostAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        activities.RunAsync(SettlePost.Definition, post, cancellationToken);

    /// <inheritdoc cref="CompleteScan"/>
    [Function(nameof(CompleteScan))]
    public Task<ScanSummary> CompleteScanAsync([ActivityTrigger] CompleteScanInput input, CancellationToken cancellationToken) =>
        activities.RunAsync(CompleteScan.Definition, input, cancellationToken);
}
