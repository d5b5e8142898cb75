using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.FunctionsApp.Startup;

/// <summary>Fills in the feed of all accounts what an earlier version settled, while the app is at work.</summary>
internal sealed partial class FeedStartup(FeedFiller filler, ILogger<FeedStartup> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await filler.FillAsync(stoppingToken);
        }
        catch (StateException error)
        {
            LogLeft(error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed of all accounts lacks older posts until the app starts again: {Problem}")]
    private partial void LogLeft(string problem);
}
