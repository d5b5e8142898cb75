using Spotter.Alerting;
using Spotter.Contracts.Alerting;

namespace Spotter.Tests.Alerting;

public sealed class ConsoleChannelTests : AlertChannelContract, IDisposable
{
    private readonly StringWriter _console = new();

    public void Dispose() => _console.Dispose();

    protected override Task<IAlertChannel> OpenAsync() => Task.FromResult<IAlertChannel>(new ConsoleChannel(ChannelName, _console));

    protected override int CountArrived(AlertMessage alert) => Lines().Count(line => line.Contains(alert.Link!, StringComparison.Ordinal));

    [Fact]
    public async Task An_alert_is_one_line_that_cannot_command_the_terminal()
    {
        var alert = SampleAlerts.New("Soup\r\nof\u001b[2J the\u0007 day") with { Link = "https://x/1" };

        await (await OpenAsync()).SendAsync(alert, CancellationToken.None);

        Assert.Equal(["ALERT specials-board 0.94 instagram:davesfreshpasta https://x/1 Soup of[2J the day"], Lines());
    }

    [Fact]
    public async Task A_late_alert_says_when_the_post_was_made()
    {
        var alert = SampleAlerts.New("Soup") with { Link = "https://x/1" };

        await (await OpenAsync()).SendAsync(new AlertDraft(alert, AlertUpload.None, IsLate: true), CancellationToken.None);

        Assert.Equal(["ALERT specials-board 0.94 instagram:davesfreshpasta https://x/1 (late: posted 2026-03-02 11:30 UTC) Soup"], Lines());
    }

    private string[] Lines() => _console.ToString().Split(_console.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
