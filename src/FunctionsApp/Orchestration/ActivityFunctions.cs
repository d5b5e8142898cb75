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
    public Task<ActivityAnswer> FindDueWatchesAsync([ActivityTrigger] FindDueWatchesInput input, CancellationToken cancellationToken) =>
        AnswerAsync(FindDueWatches.Definition, input, cancellationToken);

    /// <inheritdoc cref="EndLook"/>
    [Function(nameof(EndLook))]
    public Task<ActivityAnswer> EndLookAsync([ActivityTrigger] EndLookInput input, CancellationToken cancellationToken) =>
        AnswerAsync(EndLook.Definition, input, cancellationToken);

    /// <inheritdoc cref="BeginScan"/>
    [Function(nameof(BeginScan))]
    public Task<ActivityAnswer> BeginScanAsync(
        [ActivityTrigger] BeginScanInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        engine.Client = client;
        return AnswerAsync(BeginScan.Definition, input, cancellationToken);
    }

    /// <inheritdoc cref="HoldLease"/>
    [Function(nameof(HoldLease))]
    public Task<ActivityAnswer> HoldLeaseAsync([ActivityTrigger] HoldLeaseInput input, CancellationToken cancellationToken) =>
        AnswerAsync(HoldLease.Definition, input, cancellationToken);

    /// <inheritdoc cref="FetchPage"/>
    [Function(nameof(FetchPage))]
    public Task<ActivityAnswer> FetchPageAsync([ActivityTrigger] FetchPageInput input, CancellationToken cancellationToken) =>
        AnswerAsync(FetchPage.Definition, input, cancellationToken);

    /// <inheritdoc cref="PredictAccount"/>
    [Function(nameof(PredictAccount))]
    public Task<ActivityAnswer> PredictAccountAsync(
        [ActivityTrigger] PredictAccountInput input, CancellationToken cancellationToken) =>
        AnswerAsync(PredictAccount.Definition, input, cancellationToken);

    /// <inheritdoc cref="StorePictures"/>
    [Function(nameof(StorePictures))]
    public Task<ActivityAnswer> StorePicturesAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        AnswerAsync(StorePictures.Definition, post, cancellationToken);

    /// <inheritdoc cref="Classify"/>
    [Function(nameof(Classify))]
    public Task<ActivityAnswer> ClassifyAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        AnswerAsync(Classify.Definition, post, cancellationToken);

    /// <inheritdoc cref="ReadWords"/>
    [Function(nameof(ReadWords))]
    public Task<ActivityAnswer> ReadWordsAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        AnswerAsync(ReadWords.Definition, post, cancellationToken);

    /// <inheritdoc cref="SendAlert"/>
    [Function(nameof(SendAlert))]
    public Task<ActivityAnswer> SendAlertAsync([ActivityTrigger] AlertTask alert, CancellationToken cancellationToken) =>
        AnswerAsync(SendAlert.Definition, alert, cancellationToken);

    /// <inheritdoc cref="SettlePost"/>
    [Function(nameof(SettlePost))]
    public Task<ActivityAnswer> SettlePostAsync([ActivityTrigger] PostTask post, CancellationToken cancellationToken) =>
        AnswerAsync(SettlePost.Definition, post, cancellationToken);

    /// <inheritdoc cref="CompleteScan"/>
    [Function(nameof(CompleteScan))]
    public Task<ActivityAnswer> CompleteScanAsync([ActivityTrigger] CompleteScanInput input, CancellationToken cancellationToken) =>
        AnswerAsync(CompleteScan.Definition, input, cancellationToken);

    private async Task<ActivityAnswer> AnswerAsync<TInput, TOutput>(
        Activity<TInput, TOutput> activity, TInput input, CancellationToken cancellationToken) =>
        ActivityAnswer.To(activity, input, await activities.RunAsync(activity, input, cancellationToken));
}
