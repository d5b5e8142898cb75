using Microsoft.Extensions.Logging;
using Spotter.Corrections;
using Spotter.Models;

namespace Spotter.Web.Models;

/// <summary>Takes orders for trainings, one at a time, and knows how the last one stands.</summary>
internal sealed partial class RenewalDesk(
    IEnumerable<IModelRenewer> renewers, ModelCorrections corrections, ModelCatalog models, TimeProvider time, ILogger<RenewalDesk> logger)
    : IAsyncDisposable
{
    private readonly IModelRenewer? _renewer = renewers.FirstOrDefault();
    private readonly Lock _lock = new();
    private CancellationTokenSource? _end;
    private ShownTraining? _current;
    private Task _work = Task.CompletedTask;

    /// <summary>The training that runs, or the last one; null where there was none since the host started.</summary>
    public ShownTraining? Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    /// <summary>The folders that a training of a model takes beside what people labelled.</summary>
    public IReadOnlyList<string> FoldersOf(string model) => _renewer?.FoldersOf(model) ?? [];

    /// <summary>Starts a training.</summary>
    /// <returns>False where one runs.</returns>
    /// <exception cref="WebException">The model cannot be trained, or not with what there is; the message says what to do.</exception>
    public async Task<bool> TryStartAsync(string model, CancellationToken cancellationToken)
    {
        if (_renewer is null)
            throw new WebException("This host trains no models.");
        if (Current is { IsRunning: true })
            return false;

        await RequireTrainableAsync(model, cancellationToken);
        lock (_lock)
        {
            if (_current is { IsRunning: true })
                return false;

            _end?.Dispose();
            _end = new CancellationTokenSource();
            _current = new ShownTraining(model, RenewalState.Running, time.GetUtcNow());
            _work = Task.Run(() => TrainAsync(_renewer, model, _end.Token), CancellationToken.None);
            return true;
        }
    }

    /// <summary>Ends the training that runs.</summary>
    /// <returns>False where none runs.</returns>
    public bool Cancel()
    {
        lock (_lock)
        {
            if (_current is not { IsRunning: true } running)
                return false;

            _current = running with { State = RenewalState.Cancelling };
            _end!.Cancel();
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cancel();
        await _work;
        _end?.Dispose();
    }

    private async Task RequireTrainableAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            if ((await models.ReadDescriptionAsync(model, cancellationToken)) is not { Kind: ModelKind.Classifier, Hosted: null })
                throw new WebException($"{model} does not run here or has no labels, so it cannot be trained.");
            if (FoldersOf(model).Count == 0 && (await corrections.CountAsync(model, cancellationToken)).FindProblem() is { } problem)
                throw new WebException($"{problem} {AdviceFor(model)}");
        }
        catch (ModelException error)
        {
            throw new WebException(error.Message, error);
        }
    }

    /// <summary>How a training gets more pictures.</summary>
    public static string AdviceFor(string model) => "Say of more pictures what they show, in the review or with a post; some fifty of each "
        + $"label make a beginning. Or name the folder of the pictures that it was trained on first: Training:Models:{model}:Folder.";

    private async Task TrainAsync(IModelRenewer renewer, string model, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await renewer.RenewAsync(model, step => Change(now => now with { Step = step }), cancellationToken);
            End(RenewalState.Done, now => now with { Outcome = outcome });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(RenewalState.Cancelled, now => now);
        }
        catch (Exception error) when (error is SpotterException or IOException or UnauthorizedAccessException)
        {
            End(RenewalState.Failed, now => now with { Problem = error.Message });
        }
        catch (Exception error)
        {
            // Nobody awaits it.
            LogMistake(error, model);
            End(RenewalState.Failed, now => now with { Problem = "This is a mistake of Spotter. Its log says more; try it once again." });
        }
    }

    private void End(RenewalState state, Func<ShownTraining, ShownTraining> change) =>
        Change(now => change(now) with { State = state, EndedAt = time.GetUtcNow() });

    private void Change(Func<ShownTraining, ShownTraining> change)
    {
        lock (_lock)
            _current = change(_current!);
    }

    [LoggerMessage(LogLevel.Error, "The training of {Model} failed.")]
    private partial void LogMistake(Exception error, string model);
}
