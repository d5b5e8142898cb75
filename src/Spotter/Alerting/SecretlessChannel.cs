using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>A channel whose secret is missing: its alerts are held until that is set, and nothing else waits for it.</summary>
internal sealed class SecretlessChannel(string name, string problem) : IAlertChannel
{
    private readonly AlertDelivery _failure = new(AlertOutcome.Permanent, problem);

    public string Name => name;

    public CallBudgetPlan Budget => CallBudgetPlan.NoLimit;

    public TimeSpan Timeout => TimeSpan.Zero;

    public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
        AlertMessage alert, string? file, CancellationToken cancellationToken) =>
        Task.FromResult<(AlertUpload?, AlertDelivery?)>((null, _failure));

    public Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken) => Task.FromResult(_failure);

    public Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(AlertLookup.TryLater(_failure));

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(problem);
}
