using System.Globalization;

namespace Spotter.Models.Adding;

/// <summary>Ends a step of a long transfer that brings nothing for too long; however long the whole takes.</summary>
internal sealed class SilenceTimer : IDisposable
{
    private readonly TimeSpan _longest;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _outer;

    public SilenceTimer(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        (_longest, _outer) = (longest, cancellationToken);
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timer.Token);
    }

    /// <exception cref="TimeoutException">The step took too long.</exception>
    public async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        _timer.CancelAfter(_longest);
        try
        {
            return await step(_either.Token);
        }
        catch (OperationCanceledException) when (!_outer.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture, $"its server sent nothing for {_longest.TotalSeconds:0.###} s (Models:Timeout)."));
        }
        finally
        {
            _timer.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
