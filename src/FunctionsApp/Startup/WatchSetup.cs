using Microsoft.Extensions.Logging;
using Spotter.Accounts;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Startup;

/// <summary>Adds the watches that the settings name when the app starts.</summary>
internal sealed partial class WatchSetup(WatchSeeder seeder, ILogger<WatchSetup> logger) : StartupTask
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var account in await seeder.SeedAsync(cancellationToken))
            LogAdded(account);
    }

    [LoggerMessage(LogLevel.Information, "Watching {Account} from now on.")]
    private partial void LogAdded(AccountId account);
}
