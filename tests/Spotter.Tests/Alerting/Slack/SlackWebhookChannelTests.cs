using System.Net;
using Microsoft.Extensions.Logging;
using Spotter.Alerting;
using Spotter.Contracts.Alerting;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;

namespace Spotter.Tests.Alerting.Slack;

public sealed class SlackWebhookChannelTests : SlackAlertContract
{
    private readonly SlackServices _services = new();

    protected override string SendMethod => "webhook";

    protected override bool CanLookUp => false;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _services.CloseAsync();
    }

    protected override IAlertChannel Open(SimulatorHost slack, ILoggerProvider log) =>
        _services.Open(log, Patience, Settings(slack.SlackWebhookAddress));

    [Theory]
    [InlineData("no_service")]
    [InlineData("no_service_id")]
    [InlineData("no_active_hooks")]
    [InlineData("no_team")]
    [InlineData("team_disabled")]
    [InlineData("invalid_token")]
    [InlineData("action_prohibited")]
    public async Task A_webhook_that_was_revoked_is_a_matter_for_the_operator(string error) =>
        await AssertPermanentAsync(
            await OpenAsync(
                new SlackFault
                {
                    Method = SendMethod,
                    Kind = SlackFaultKind.Error,
                    Error = error,
                }
            ),
            error,
            "Channels:lunch:WebhookUrl"
        );

    [Theory]
    [InlineData("no_service", "Make a new incoming webhook and set Channels:lunch:WebhookUrl.")]
    [InlineData("channel_is_archived", "Set Channels:lunch:Channel")]
    public async Task A_webhook_is_tried_without_a_message(string error, string advice)
    {
        var channel = await OpenAsync(new SlackFault { Method = SendMethod, Kind = SlackFaultKind.Error, Error = error, Calls = [1] });

        var problem = await channel.FindProblemAsync(CancellationToken.None);
        var later = await channel.FindProblemAsync(CancellationToken.None);

        Assert.Contains(error, problem);
        Assert.Contains(advice, problem);
        Assert.Null(later);
        Assert.Empty(Slack.Slack.Messages);
    }

    [Fact]
    public async Task A_payload_that_is_refused_is_the_messages_fault()
    {
        var channel = await OpenAsync(new SlackFault { Method = SendMethod, Kind = SlackFaultKind.Error, Error = "invalid_payload" });
        Assert.Equal(AlertOutcome.Rejected, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, AlertOutcome.Permanent)]
    [InlineData(HttpStatusCode.Redirect, AlertOutcome.Permanent)]
    [InlineData(HttpStatusCode.OK, AlertOutcome.Unknown)]
    public async Task A_page_of_something_else_is_no_delivery(HttpStatusCode status, AlertOutcome expected)
    {
        var channel = _services.Open(Log, Patience, new FixedAnswer(status, "<html>hello</html>", "text/html"), Settings(
            new Uri("https://slack.example/services/T/B/secret")));

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal(expected, delivery.Outcome);
        Assert.DoesNotContain("hello", delivery.Message);
    }

    [Fact]
    public async Task An_outage_that_says_how_long_it_lasts_is_believed()
    {
        var answer = new FixedAnswer(HttpStatusCode.ServiceUnavailable, "<html>maintenance</html>", "text/html", retryAfter: "7");
        var channel = _services.Open(Log, Patience, answer, Settings(new Uri("https://slack.example/services/T/B/secret")));

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal((AlertOutcome.Unknown, TimeSpan.FromSeconds(7)), (delivery.Outcome, delivery.RetryAfter));
    }

    [Fact]
    public async Task A_wait_that_makes_no_sense_is_ignored_and_told()
    {
        var answer = new FixedAnswer(HttpStatusCode.ServiceUnavailable, "", "text/html", retryAfter: "soon");
        var channel = _services.Open(Log, Patience, answer, Settings(new Uri("https://slack.example/services/T/B/secret")));

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Null(delivery.RetryAfter);
        Assert.EndsWith("How long it asks to wait makes no sense (Retry-After) and is ignored.", delivery.Message);
    }

    private static (string, string)[] Settings(Uri address) =>
        [($"Channels:{ChannelName}:Type", "webhook"), ($"Channels:{ChannelName}:WebhookUrl", address.ToString())];
}
