using Spotter.Orchestration;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Takes the next free time slot of the account's call budget.</summary>
public sealed class ReserveCall(PostSources sources, CallBudget budget) : IActivity<ReserveCall, AccountId, DateTimeOffset>
{
    /// <inheritdoc/>
    public static Activity<AccountId, DateTimeOffset> Definition { get; } = new("ReserveCall");

    /// <inheritdoc/>
    public Task<DateTimeOffset> RunAsync(AccountId input, CancellationToken cancellationToken) =>
        budget.ReserveAsync(sources.Get(input.Source).Budget, cancellationToken);
}
