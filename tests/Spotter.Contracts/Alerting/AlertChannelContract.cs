using Spotter.Alerting;
using Xunit;

namespace Spotter.Contracts.Alerting;

/// <summary>What every alert channel does while nothing goes wrong.</summary>
public abstract class AlertChannelContract
{
    /// <summary>The name that the settings of a test give the channel.</summary>
    protected const string ChannelName = "lunch";

    /// <summary>Opens a channel where all is well.</summary>
    protected abstract Task<IAlertChannel> OpenAsync();

    /// <summary>How often an alert arrived at the channel that <see cref="OpenAsync"/> opened.</summary>
    protected abstract int CountArrived(AlertMessage alert);

    [Fact]
    public async Task It_has_the_name_that_the_settings_give_it() => Assert.Equal(ChannelName, (await OpenAsync()).Name);

    [Fact]
    public async Task An_alert_that_is_sent_arrives_once()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();

        Assert.Equal(AlertDelivery.Delivered, await channel.SendAsync(alert, CancellationToken.None));

        Assert.Equal(1, CountArrived(alert));
    }

    [Fact]
    public async Task Alerts_that_are_sent_at_once_all_arrive()
    {
        var channel = await OpenAsync();
        var alerts = Enumerable.Range(0, 20).Select(_ => SampleAlerts.New()).ToList();

        var deliveries = await Task.WhenAll(alerts.Select(alert => Task.Run(() => channel.SendAsync(alert, CancellationToken.None))));

        Assert.All(deliveries, delivery => Assert.Equal(AlertOutcome.Delivered, delivery.Outcome));
        Assert.All(alerts, alert => Assert.Equal(1, CountArrived(alert)));
    }

    [Fact]
    public async Task Whatever_is_in_a_caption_it_arrives()
    {
        var channel = await OpenAsync();
        string?[] captions =
        [
            null,
            "",
            " \n ",
            new string('x', 50_000),
            "\u0000\u001b[31m\r\n\t\u2028",
            "half \ud83c",
            "\udf72 half",
            "<!channel> *bold* & <https://x|y>",
            "{\"ok\":true}",
            "🍲 ваш суп 湯",
        ];

        foreach (var alert in captions.Select(SampleAlerts.New))
        {
            Assert.Equal(AlertDelivery.Delivered, await channel.SendAsync(alert, CancellationToken.None));
            Assert.Equal(1, CountArrived(alert));
        }
    }

    [Fact]
    public async Task An_alert_without_a_link_and_with_the_longest_names_arrives()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New() with { Label = new string('l', 5_000), AltText = new string('a', 5_000) };
        Assert.Equal(AlertDelivery.Delivered, await channel.SendAsync(alert, CancellationToken.None));
        Assert.Equal(AlertDelivery.Delivered, await channel.SendAsync(alert with { Link = null, AltText = "" }, CancellationToken.None));
    }

    [Fact]
    public async Task A_send_that_was_cancelled_before_it_began_delivers_nothing()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.SendAsync(alert, new CancellationToken(canceled: true)));

        Assert.Equal(0, CountArrived(alert));
    }

    [Fact]
    public async Task An_alert_that_was_never_sent_is_not_said_to_have_arrived() =>
        Assert.NotEqual(AlertArrival.Arrived, (
            await (await OpenAsync()).FindAsync(SampleAlerts.New(), DateTimeOffset.UtcNow, CancellationToken.None)).Arrival);

    [Fact]
    public async Task A_channel_that_is_well_has_no_problem() =>
        Assert.Null(await (await OpenAsync()).FindProblemAsync(CancellationToken.None));
}
