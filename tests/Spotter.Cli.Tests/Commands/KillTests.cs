using KillBench;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Watchers are killed at random moments, in the set-ups of the benchmark.</summary>
public sealed class KillTests(KillTests.Runs runs) : IClassFixture<KillTests.Runs>
{
    private const int Kills = 10;

    [Fact]
    public Task A_watcher_that_is_killed_again_and_again_loses_nothing_and_says_nothing_twice() => AssertWellAsync(KillSetup.OneWatcher);

    [Fact]
    public Task Nor_do_two_on_one_state() => AssertWellAsync(KillSetup.TwoWatchers);

    [Fact]
    public Task Nor_does_one_whose_Slack_takes_seconds() => AssertWellAsync(KillSetup.SlowSlack);

    [Fact]
    public Task Nor_does_one_whose_every_third_call_fails() => AssertWellAsync(KillSetup.Faults);

    private async Task AssertWellAsync(KillSetup setup)
    {
        var report = await runs.Of(setup);

        Assert.True(report.Problems.Count == 0, $"See {report.Folder}.\n{string.Join('\n', report.Problems)}");
        Assert.Equal(Kills, report.Kills);
        Assert.NotEqual(0, report.Wanted);
    }

    /// <summary>All at once, since they mostly wait.</summary>
    public sealed class Runs : IAsyncLifetime, IDisposable
    {
        private readonly CancellationTokenSource _tooLong = new(TimeSpan.FromMinutes(4));
        private readonly Dictionary<KillSetup, Task<KillReport>> _runs;

        public Runs() =>
            _runs = KillSetup.All.ToDictionary(setup => setup, setup => new KillRun(setup, Kills, seed: 20).RunAsync(_tooLong.Token));

        public Task<KillReport> Of(KillSetup setup) => _runs[setup];

        public Task InitializeAsync() => Task.CompletedTask;

        // Those that no test waited for must not go on without it.
        public async Task DisposeAsync()
        {
            await _tooLong.CancelAsync();
            await ((Task)Task.WhenAll(_runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public void Dispose() => _tooLong.Dispose();
    }
}
