using Spotter.Calls;
using Spotter.State;

namespace Spotter.Local.Orchestration;

/// <summary>Notices that somebody lifted the pause of a call budget, in this process or another.</summary>
public sealed class LiftedPauses(CallBudget budgets, TimeProvider time)
{
    /// <summary>Until when each budget is paused now, by name; empty where the state cannot be read.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pauses = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        try
        {
            await foreach (var (name, record) in budgets.ListAsync(cancellationToken))
                if (record.FindPause(now) is { } pause)
                    pauses[name] = pause.Until;
        }
        catch (StateException)
        {
            // Whoever makes the next call says so.
        }

        return pauses;
    }

    /// <summary>True where one of the budgets is paused no more although its time has not come.</summary>
    /// <param name="before">What <see cref="ListAsync"/> gave earlier.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    public async Task<bool> AnySinceAsync(IReadOnlyDictionary<string, DateTimeOffset> before, CancellationToken cancellationToken)
    {
        var pauses = await ListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return before.Any(pause => pause.Value > now && !pauses.ContainsKey(pause.Key));
    }
}
