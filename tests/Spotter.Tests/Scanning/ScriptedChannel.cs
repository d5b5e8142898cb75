using Spotter.Alerting;
using Spotter.Sources;

namespace Spotter.Tests.Scanning;

/// <summary>A channel that remembers what arrived and fails as a test says.</summary>
internal sealed class ScriptedChannel : IAlertChannel
{
    private readonly Lock _lock = new();
    private readonly Queue<(AlertDelivery Delivery, bool Arrives)> _outcomes = [];

    public string Name => "lunch";

    public List<AlertMessage> Arrived { get; } = [];

    public int Sends { get; private set; }

    /// <summary>While set, nothing arrives until the operator acts.</summary>
    public string? Problem { get; set; }

    /// <summary>While set, the channel throws it.</summary>
    public Exception? Bug { get; set; }

    public void Answer(AlertDelivery delivery, bool arrives = false) => _outcomes.Enqueue((delivery, arrives));

    public CallBudgetPlan Budget { get; set; } = CallBudgetPlan.NoLimit;

    public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(AlertMessage alert, string? file, CancellationToken cancellationToken) =>
        Task.FromResult<(AlertUpload?, AlertDelivery?)>((AlertUpload.None, null));

    public Task<AlertDelivery> SendAsync(AlertMessage alert, AlertUpload upload, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Sends++;
            if (Bug is not null)
                throw Bug;
            if (Problem is { } problem)
                return Task.FromResult(new AlertDelivery(AlertOutcome.Permanent, problem));

            var (delivery, arrives) = _outcomes.TryDequeue(out var outcome) ? outcome : (AlertDelivery.Delivered, true);
            if (arrives)
                Arrived.Add(alert);
            return Task.FromResult(delivery);
        }
    }

    /// <summary>How many look-ups fail before one succeeds.</summary>
    public int FailingLookups { get; set; }

    public Task<AlertLookup> FindAsync(AlertMessage alert, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (FailingLookups-- > 0)
                return Task.FromResult(AlertLookup.TryLater);

            return Task.FromResult(Arrived.Any(arrived => arrived.Id == alert.Id) ? AlertLookup.Arrived : AlertLookup.DidNotArrive);
        }
    }

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult(Problem);
}
