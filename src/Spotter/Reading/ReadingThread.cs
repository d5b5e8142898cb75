using System.Threading.Channels;

namespace Spotter.Reading;

/// <summary>
/// Does all work on one thread. What a model needs is large, and a C library keeps freed memory for the thread that took it: with a thread
/// for each caller there would be as much of it several times.
/// </summary>
internal sealed class ReadingThread : IDisposable
{
    private readonly Channel<Action> _work = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });

    public ReadingThread() => new Thread(Work) { IsBackground = true, Name = "reading" }.Start();

    /// <summary>Does a piece of work after those that were given before.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        // Whoever waits goes on elsewhere.
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        ObjectDisposedException.ThrowIf(!_work.Writer.TryWrite(() => Complete(result, work)), this);
        return result.Task;
    }

    /// <summary>Ends the thread when it has done what was given to it.</summary>
    public void Dispose() => _work.Writer.TryComplete();

    private void Work()
    {
        while (_work.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            while (_work.Reader.TryRead(out var work))
                work();
    }

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> work)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception error)
        {
            result.SetException(error);
        }
    }
}
