using Spotter.Reading;

namespace Spotter.Tests.Reading;

public sealed class ReadingThreadTests
{
    [Fact]
    public async Task Whoever_asks_the_work_is_done_on_one_thread()
    {
        using var thread = new ReadingThread();

        var used = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Task.Run(() => thread.RunAsync(() => Environment.CurrentManagedThreadId))));

        Assert.Single(used.Distinct());
    }

    [Fact]
    public async Task Work_that_fails_fails_for_whoever_gave_it_alone()
    {
        using var thread = new ReadingThread();
        var failed = thread.RunAsync<int>(() => throw new InvalidOperationException("odd"));
        var done = thread.RunAsync(() => 1);

        Assert.Equal("odd", (await Assert.ThrowsAsync<InvalidOperationException>(() => failed)).Message);
        Assert.Equal(1, await done);
    }

    [Fact]
    public async Task What_was_given_before_the_end_is_done_and_nothing_is_taken_after_it()
    {
        var thread = new ReadingThread();
        var given = thread.RunAsync(() => 1);
        thread.Dispose();
        thread.Dispose();

        Assert.Equal(1, await given);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => thread.RunAsync(() => 2));
    }
}
