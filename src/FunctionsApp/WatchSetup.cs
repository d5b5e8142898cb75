using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spotter.Watching;

namespace Spotter.FunctionsApp;

/// <summary>Adds the watches that the settings name when the app starts.</summary>
internal sealed partial class WatchSetup(WatchSeeder seeder, ILogger<WatchSetup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var account in await seeder.SeedAsync(cancellationToken))
            LogAdded(account);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Watching {Account} from now on.")]
    private partial void LogAdded(AccountId account);
}
