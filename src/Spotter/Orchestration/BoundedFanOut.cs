namespace Spotter.Orchestration;

/// <summary>Runs many tasks of an orchestration, a few at a time, deterministically.</summary>
public static class BoundedFanOut
{
    /// <summary>Starts the items in order, never more than <paramref name="bound"/> unfinished ones at a time, and waits for all.</summary>
    /// <exception cref="Exception">The first failure, after everything that was started has ended; nothing is started after it.</exception>
    public static async Task RunAsync<T>(IEnumerable<T> items, int bound, Func<T, Task> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var running = new List<Task>(bound);
        foreach (var item in items)
        {
            if (running.Count == bound && await TakeFirstFinishedAsync(running) is { IsCompletedSuccessfully: false } failed)
            {
                running.Add(failed);
                break;
            }

            running.Add(run(item));
        }

        await Task.WhenAll(running);
    }

    private static async Task<Task> TakeFirstFinishedAsync(List<Task> running)
    {
        var finished = await Task.WhenAny(running);
        running.Remove(finished);
        return finished;
    }
}
