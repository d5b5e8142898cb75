using Azure.Data.Tables;
using Spotter.FunctionsApp.HostTests;
using Spotter.Simulator.Scenarios;

namespace EngineBench;

/// <summary>The app as the tests run it, with the simulated accounts of a benchmark.</summary>
internal sealed class BenchApp : IAsyncDisposable
{
    private BenchApp(RunningApp running)
    {
        Running = running;
        Tables = new TableServiceClient(running.ConnectionString);
    }

    public RunningApp Running { get; }

    public TableServiceClient Tables { get; }

    public static async Task<BenchApp> StartAsync(IReadOnlyList<AccountScript> accounts)
    {
        // Few drawings: drawing is the simulator's work. Each post's bytes are its own all the same.
        var running = new RunningApp(new Scenario { Pictures = new PictureScript { Width = 320, Variants = 8 }, Accounts = accounts });
        await running.InitializeAsync();
        return new BenchApp(running);
    }

    public async ValueTask DisposeAsync() => await Running.DisposeAsync();
}
