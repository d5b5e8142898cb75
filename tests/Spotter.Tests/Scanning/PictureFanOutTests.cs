using Spotter.Scanning;

namespace Spotter.Tests.Scanning;

public sealed class PictureFanOutTests
{
    private const int AtATime = 8;

    [Fact]
    public async Task A_few_are_worked_on_at_a_time_and_come_in_their_order()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (running, most) = (0, 0);

        var results = await PictureFanOut.RunAsync([.. Enumerable.Range(0, 100)], async (picture, index, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == AtATime)
                gate.TrySetResult();
            await gate.Task;
            Interlocked.Decrement(ref running);
            return (picture, index);
        }, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 100).Select(number => (number, number)), results);
        Assert.Equal(AtATime, most);
    }

    [Fact]
    public async Task The_first_that_fails_ends_the_work_with_its_error()
    {
        var begun = 0;

        await Assert.ThrowsAsync<IOException>(() => PictureFanOut.RunAsync<int, int>([.. Enumerable.Range(0, 100)], (_, _, _) =>
        {
            Interlocked.Increment(ref begun);
            throw new IOException("the disk is full");
        }, CancellationToken.None));

        Assert.InRange(begun, 1, AtATime);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            Interlocked.CompareExchange(ref most, now, seen);
    }
}
