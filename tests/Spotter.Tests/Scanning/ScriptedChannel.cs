using Spotter.Alerting;
using Spotter.Calls;

namespace Spotter.Tests.Scanning;

/// <summary>A channel that remembers what arrived and fails as a test says.</summary>
internal sealed class ScriptedChannel : IAlertChannel
{
    private readonly Lock _lock = new();
    private readonly Queue<(AlertDelivery Delivery, bool Arrives)> _outcomes = [];

    public string Name => "lunch";

    public List<AlertMessage> Arrived { get; } = [];

    /// <summary>What was sent, whether it arrived or not.</summary>
    public List<AlertDraft> Drafts { get; } = [];

    public int Sends { get; private set; }

    public int Lookups { get; private set; }

    public DateTimeOffset LookedSince { get; private set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The files that the next uploads end with; none where there are no more.</summary>
    public Queue<(AlertUpload? Upload, AlertDelivery? Failure)> Uploads { get; } = [];

    /// <summary>The files that uploads were asked to go on with.</summary>
    public List<string?> FilesTakenUp { get; } = [];

    /// <summary>While set, nothing arrives until the operator acts.</summary>
    public string? Problem { get; set; }

    /// <summary>While set, the channel throws it.</summary>
    public Exception? Bug { get; set; }

    public void Answer(AlertDelivery delivery, bool arrives = false) => _outcomes.Enqueue((delivery, arrives));

    public CallBudgetPlan Budget { get; set; } = CallBudgetPlan.NoLimit;

    public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
        AlertMessage alert, string? file, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            FilesTakenUp.Add(file);
            return Task.FromResult(
                Uploads.TryDequeue(out var upload) ? upload : (file is null ? AlertUpload.None : new AlertUpload(file), null));
        }
    }

    public Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sends++;
            Drafts.Add(draft);
            if (Bug is not null)
                throw Bug;
            if (Problem is { } problem)
                return Task.FromResult(new AlertDelivery(AlertOutcome.Permanent, problem));

            var (delivery, arrives) = _outcomes.TryDequeue(out var outcome) ? outcome : (AlertDelivery.Delivered, true);
            if (arrives)
                Arrived.Add(draft.Alert);
            return Task.FromResult(delivery);
        }
    }

    /// <summary>How many look-ups fail before one succeeds.</summary>
    public int FailingLookups { get; set; }

    /// <summary>How they fail.</summary>
    public AlertDelivery LookupFailure { get; set; } = new(AlertOutcome.Unknown, "no answer");

    public Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Lookups++;
            LookedSince = since;
            if (FailingLookups-- > 0)
                return Task.FromResult(AlertLookup.TryLater(LookupFailure));

            return Task.FromResult(Arrived.Any(arrived => arrived.Id == alert.Id) ? AlertLookup.Arrived : AlertLookup.DidNotArrive);
        }
    }

    /// <summary>True where a check finds nothing wrong although nothing arrives.</summary>
    public bool LooksWell { get; set; }

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult(LooksWell ? null : Problem);
}
