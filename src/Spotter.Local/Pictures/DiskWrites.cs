using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spotter.Local.Pictures;

/// <summary>
/// Has files on the disk, whatever happens to the machine then. A disk takes about as long for many at once as for one; threads of their
/// own wait for it, while the others have work to do.
/// </summary>
internal static partial class DiskWrites
{
    private const int MaxThreads = 16;
    private const uint StartWriting = 2;

    private static readonly Queue<Waiting> Queue = new();
    private static int _threads;
    private static int _idle;

    /// <summary>Ends when a file is on the disk with all its bytes, under the name that it has now.</summary>
    /// <param name="file">Stays open meanwhile.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static Task FlushAsync(SafeFileHandle file)
    {
        // Its bytes are on their way while it waits for its turn.
        if (OperatingSystem.IsLinux())
            _ = SyncFileRange(file, 0, 0, StartWriting);
        var waiting = new Waiting(file, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (Queue)
        {
            Queue.Enqueue(waiting);
            // A thread that was woken is idle until it has the lock.
            if (Queue.Count > _idle && _threads < MaxThreads)
                new Thread(FlushAll) { IsBackground = true, Name = $"disk {++_threads}" }.Start();
            else
                Monitor.Pulse(Queue);
        }

        return waiting.Done.Task;
    }

    private static void FlushAll()
    {
        while (true)
            Flush(Take());
    }

    // A collection that blocks would ask again and again before it sleeps, at the cost of those that work.
    private static Waiting Take()
    {
        lock (Queue)
        {
            _idle++;
            while (Queue.Count == 0)
                Monitor.Wait(Queue);
            _idle--;
            return Queue.Dequeue();
        }
    }

    private static void Flush(Waiting waiting)
    {
        try
        {
            RandomAccess.FlushToDisk(waiting.File);
            waiting.Done.SetResult();
        }
        catch (Exception error)
        {
            waiting.Done.SetException(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long bytes, uint flags);

    private sealed record Waiting(SafeFileHandle File, TaskCompletionSource Done);
}
