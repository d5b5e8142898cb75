using System.Net;
using Microsoft.Extensions.Logging;
using Spotter.Alerting;
using Spotter.Contracts.Alerting;
using Spotter.Simulator;

namespace Spotter.Tests.Alerting.Slack;

public sealed class SlackChannelTests : SlackTokenContract
{
    private readonly SlackServices _services = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _services.CloseAsync();
    }

    protected override IAlertChannel Open(SimulatorHost slack, ILoggerProvider log) =>
        _services.Open(log, Patience, Settings(slack.SlackBaseAddress));

    [Theory]
    [InlineData("""{"ok":true,"messages":null}""", AlertArrival.DidNotArrive)]
    [InlineData("""{"ok":true,"messages":[null,{},{"metadata":null},{"metadata":{"event_payload":null}}]}""", AlertArrival.DidNotArrive)]
    [InlineData("""{"ok":true,"messages":{}}""", AlertArrival.TryLater)]
    [InlineData("""{"ok":"true"}""", AlertArrival.TryLater)]
    [InlineData("null", AlertArrival.TryLater)]
    [InlineData("", AlertArrival.TryLater)]
    public async Task An_answer_of_an_odd_shape_does_no_harm(string body, AlertArrival expected)
    {
        var channel = OpenAt(new FixedAnswer(HttpStatusCode.OK, body, "application/json; charset=no-such-thing"));

        Assert.Equal(expected, (await channel.FindAsync(SampleAlerts.New(), DateTimeOffset.UtcNow, CancellationToken.None)).Arrival);
        Assert.NotEqual(AlertOutcome.Delivered, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"\"")]
    [InlineData("\"/upload/F0\"")]
    [InlineData("\"file:///etc/hosts\"")]
    [InlineData("\"mailto:slack@slack.example\"")]
    public async Task A_picture_is_uploaded_nowhere_but_to_an_address_of_the_web(string address)
    {
        var channel = OpenAt(new FixedAnswer(HttpStatusCode.OK, $$"""{"ok":true,"file_id":"F0","upload_url":{{address}}}"""));

        var (_, failure) = await channel.UploadAsync(SampleAlerts.New(), file: null, CancellationToken.None);

        Assert.Equal(AlertOutcome.Transient, failure?.Outcome);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Redirect)]
    public async Task An_address_where_something_else_lives_is_named_by_its_setting(HttpStatusCode status)
    {
        var channel = OpenAt(new FixedAnswer(status, "<html>not here</html>", "text/html"));

        Assert.Contains("Channels:lunch:BaseAddress", await channel.FindProblemAsync(CancellationToken.None));
    }

    private static (string, string)[] Settings(Uri address) =>
    [
        ($"Channels:{ChannelName}:Type", "slack"),
        ($"Channels:{ChannelName}:Token", Token),
        ($"Channels:{ChannelName}:Channel", SlackChannelId),
        ($"Channels:{ChannelName}:BaseAddress", address.ToString()),
    ];

    private IAlertChannel OpenAt(FixedAnswer network) =>
        _services.Open(Log, Patience, network, Settings(new Uri("https://slack.example/")));
}
