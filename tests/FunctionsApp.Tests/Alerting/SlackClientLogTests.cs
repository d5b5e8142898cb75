using Microsoft.Extensions.Logging;
using Spotter.Contracts.Alerting;
using Spotter.FunctionsApp.Alerting;

namespace Spotter.FunctionsApp.Tests.Alerting;

public sealed class SlackClientLogTests
{
    [Fact]
    public async Task The_log_says_at_the_start_what_Slack_is_called_through()
    {
        using var log = new CapturedLog();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));

        await new SlackClientLog(logging.CreateLogger<SlackClientLog>()).StartingAsync(CancellationToken.None);

        Assert.Single(log.Lines, line => line.Trim() == "Slack is called through plain HTTP.");
    }
}
