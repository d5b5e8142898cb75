using Microsoft.Extensions.Logging;
using Spotter.FunctionsApp.Startup;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Says in the log what the app calls Slack by: how it was published decides.</summary>
internal sealed partial class SlackClientLog(ILogger<SlackClientLog> logger) : StartupTask
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        LogClient(SlackClient.Name);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "Slack is called through {Client}.")]
    private partial void LogClient(string client);
}
