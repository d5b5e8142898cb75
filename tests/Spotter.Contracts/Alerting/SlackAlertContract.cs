using System.Text.Json;
using Microsoft.Extensions.Logging;
using Spotter.Alerting;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Slack;
using Xunit;

namespace Spotter.Contracts.Alerting;

/// <summary>What every channel of Slack does, whatever Slack does. Slack is the simulator.</summary>
public abstract class SlackAlertContract : AlertChannelContract, IAsyncLifetime
{
    /// <summary>The bot token: a secret.</summary>
    protected const string Token = "xoxb-1234-5678-abcdef";

    /// <summary>The id of the channel at Slack.</summary>
    protected const string SlackChannelId = "C0SOUP";

    /// <summary>How long a test's channel waits for an answer.</summary>
    protected TimeSpan Patience { get; private set; } = TimeSpan.FromMinutes(2);

    private readonly List<SimulatorHost> _simulators = [];

    /// <summary>Everything that was logged by the channels of this test.</summary>
    protected CapturedLog Log { get; } = new();

    /// <summary>The simulator that was started last.</summary>
    protected SimulatorHost Slack => _simulators[^1];

    /// <summary>The method whose call brings the alert.</summary>
    protected abstract string SendMethod { get; }

    /// <summary>Whether the channel can look up what arrived.</summary>
    protected abstract bool CanLookUp { get; }

    /// <summary>
    /// Opens the channel <see cref="AlertChannelContract.ChannelName"/> at the simulator, with <see cref="Token"/> and
    /// <see cref="Patience"/>, logging all it can.
    /// </summary>
    protected abstract IAlertChannel Open(SimulatorHost slack, ILoggerProvider log);

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        foreach (var simulator in _simulators)
            await simulator.DisposeAsync();
    }

    protected override Task<IAlertChannel> OpenAsync() => OpenAsync([]);

    protected Task<IAlertChannel> OpenAsync(params IReadOnlyList<SlackFault> faults) =>
        OpenAsync(new SlackScript { Faults = faults, FileReadySeconds = 0 });

    protected async Task<IAlertChannel> OpenAsync(SlackScript script)
    {
        script.Channels = [SlackChannelId];
        _simulators.Add(
            await SimulatorHost.StartAsync(new Scenario { Accounts = [], Slack = script }, new SimulatorOptions { SlackToken = Token }));
        return Open(Slack, Log);
    }

    protected override int CountArrived(AlertMessage alert) => Slack.Slack.Messages.Count(message => IdOf(message) == alert.Id);

    /// <summary>A fault of the call that brings the alert, once.</summary>
    protected SlackFault Once(SlackFaultKind kind) => new() { Method = SendMethod, Kind = kind, Times = 1 };

    [Theory]
    [InlineData(SlackFaultKind.Unavailable, 0)]
    [InlineData(SlackFaultKind.Cut, 0)]
    [InlineData(SlackFaultKind.Hang, 0)]
    [InlineData(SlackFaultKind.AcceptThenCut, 1)]
    [InlineData(SlackFaultKind.Malformed, 1)]
    public async Task A_send_that_may_have_arrived_has_an_unknown_outcome_and_a_look_tells(SlackFaultKind kind, int arrived)
    {
        if (kind == SlackFaultKind.Hang)
            Patience = TimeSpan.FromSeconds(5);
        var channel = await OpenAsync(Once(kind));
        var alert = SampleAlerts.New();

        var delivery = await channel.SendAsync(alert, CancellationToken.None);
        var lookup = await channel.FindAsync(alert, alert.RecordedAt, CancellationToken.None);

        Assert.Equal(AlertOutcome.Unknown, delivery.Outcome);
        Assert.NotNull(delivery.Message);
        Assert.Equal(arrived, CountArrived(alert));
        Assert.Equal(!CanLookUp ? AlertLookup.CannotTell : arrived == 1 ? AlertLookup.Arrived : AlertLookup.DidNotArrive, lookup);
        Assert.Equal(kind is SlackFaultKind.Cut or SlackFaultKind.Hang or SlackFaultKind.AcceptThenCut, delivery.MayStillArrive);
    }

    [Theory]
    [InlineData(SlackFaultKind.Unavailable)]
    [InlineData(SlackFaultKind.Cut)]
    [InlineData(SlackFaultKind.Throttled)]
    public async Task A_send_is_not_repeated_within_itself_and_the_next_one_arrives(SlackFaultKind kind)
    {
        var channel = await OpenAsync(Once(kind));
        var alert = SampleAlerts.New();

        Assert.NotEqual(AlertOutcome.Delivered, (await channel.SendAsync(alert, CancellationToken.None)).Outcome);
        Assert.Equal(1, Slack.Slack.Calls[SendMethod]);

        Assert.Equal(AlertOutcome.Delivered, (await channel.SendAsync(alert, CancellationToken.None)).Outcome);
        Assert.Equal(1, CountArrived(alert));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(null, 30)]
    public async Task When_Slack_asks_to_wait_nothing_arrived_and_the_wait_is_told(int? asked, int seconds)
    {
        var channel = await OpenAsync(
            new SlackScript { Faults = [Once(SlackFaultKind.Throttled)], RetryAfter = asked, FileReadySeconds = 0 });
        var alert = SampleAlerts.New();

        var delivery = await channel.SendAsync(alert, CancellationToken.None);

        Assert.Equal(AlertOutcome.Throttled, delivery.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(seconds), delivery.RetryAfter);
        Assert.Equal(0, CountArrived(alert));
    }

    [Fact]
    public async Task A_date_until_which_Slack_asks_to_wait_is_understood()
    {
        var channel = await OpenAsync(
            new SlackScript
            {
                Faults = [Once(SlackFaultKind.Throttled)],
                RetryAfter = 3_000,
                RetryAfterAsDate = true,
                FileReadySeconds = 0,
            }
        );

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal(AlertOutcome.Throttled, delivery.Outcome);
        Assert.InRange(delivery.RetryAfter!.Value, TimeSpan.FromSeconds(1_000), TimeSpan.FromSeconds(3_000));
    }

    [Fact]
    public async Task A_late_alert_says_when_the_post_was_made()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();

        await channel.SendAsync(new AlertDraft(alert, AlertUpload.None, IsLate: true), CancellationToken.None);

        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Contains("late: posted 2026-03-02 11:30 UTC", message.Text);
        Assert.Contains("late: posted 2026-03-02 11:30 UTC", message.Blocks!.Value.GetRawText());
    }

    [Fact]
    public async Task An_alert_in_plain_text_says_all_there_is_in_one_line_and_can_be_found_again()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New() with { Label = "<!here>" };

        await channel.SendAsync(new AlertDraft(alert, AlertUpload.None, IsPlain: true), CancellationToken.None);

        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Null(message.Blocks);
        Assert.Equal(
            $"&lt;!here&gt;: davesfreshpasta posted one · instagram:davesfreshpasta · score 0.94 · 2026-03-02 11:30 UTC · {alert.Link}",
            message.Text
        );
        Assert.Equal(1, CountArrived(alert));
    }

    [Theory]
    [InlineData("an_error_of_tomorrow")]
    [InlineData("no")]
    public async Task An_error_that_nobody_knows_is_neither_the_alerts_fault_nor_the_channels(string error)
    {
        var channel = await OpenAsync(new SlackFault { Method = SendMethod, Kind = SlackFaultKind.Error, Error = error });

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal(AlertOutcome.Refused, delivery.Outcome);
        Assert.Contains(error, delivery.Message);
    }

    [Theory]
    [InlineData("invalid_blocks")]
    [InlineData("no_text")]
    [InlineData("invalid_attachments")]
    [InlineData("too_many_attachments")]
    public async Task An_error_of_one_message_is_not_the_channels(string error)
    {
        var channel = await OpenAsync(new SlackFault { Method = SendMethod, Kind = SlackFaultKind.Error, Error = error });

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal(AlertOutcome.Rejected, delivery.Outcome);
        Assert.Contains(error, delivery.Message);
    }

    [Theory]
    [InlineData("channel_not_found")]
    [InlineData("channel_is_archived")]
    [InlineData("posting_to_general_channel_denied")]
    public async Task A_channel_that_is_gone_is_a_matter_for_the_operator(string error)
    {
        var channel = await OpenAsync(new SlackFault { Method = SendMethod, Kind = SlackFaultKind.Error, Error = error });

        await AssertPermanentAsync(channel, error, $"Channels:{ChannelName}:");
    }

    [Fact]
    public async Task Where_no_Slack_is_listening_nothing_was_sent()
    {
        var channel = await OpenAsync();
        await Slack.DisposeAsync();

        var delivery = await channel.SendAsync(SampleAlerts.New(), CancellationToken.None);

        Assert.Equal(AlertOutcome.Transient, delivery.Outcome);
        Assert.Contains(ChannelName, delivery.Message);
    }

    [Fact]
    public async Task A_send_that_is_cancelled_while_Slack_is_silent_throws()
    {
        var channel = await OpenAsync(Once(SlackFaultKind.Hang));
        using var cancel = new CancellationTokenSource();

        var send = channel.SendAsync(SampleAlerts.New(), cancel.Token);
        while (!Slack.Slack.Calls.ContainsKey(SendMethod))
            await Task.Yield();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }

    [Fact]
    public async Task What_people_wrote_stays_plain_text()
    {
        const string Caption = "<!channel> *bold* _it_ & <https://x|y> @here";
        var channel = await OpenAsync();

        await channel.SendAsync(SampleAlerts.New(Caption) with { Label = "<!here>&" }, CancellationToken.None);

        var message = Assert.Single(Slack.Slack.Messages);
        Assert.StartsWith("&lt;!here&gt;&amp;: ", message.Text);
        var texts = message.Blocks!.Value.EnumerateArray().Where(block => block.TryGetProperty("text", out _)).Select(
            block => block.GetProperty("text")).ToList();
        Assert.All(texts, text => Assert.Equal("plain_text", text.GetProperty("type").GetString()));
        Assert.Contains(Caption, texts.Select(text => text.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Secrets_reach_no_log_and_no_message()
    {
        foreach (var kind in Enum.GetValues<SlackFaultKind>().Where(kind => kind != SlackFaultKind.Hang))
            foreach (var method in new[] { SendMethod, "auth.test", "conversations.history", "files.getUploadURLExternal", "upload" })
            {
                var channel = await OpenAsync(new SlackFault { Method = method, Kind = kind, Error = $"echo {Token}" });
                var alert = SampleAlerts.New();
                AssertNoSecret($"{await channel.SendAsync(alert, CancellationToken.None)}");
                AssertNoSecret($"{await channel.FindAsync(alert, alert.RecordedAt, CancellationToken.None)}");
                AssertNoSecret($"{await channel.FindProblemAsync(CancellationToken.None)}");
            }

        Assert.All(Log.Lines, AssertNoSecret);

        void AssertNoSecret(string text)
        {
            Assert.DoesNotContain(Token, text);
            Assert.DoesNotContain(Slack.SlackWebhookAddress.AbsolutePath, text);
        }
    }

    protected async Task AssertPermanentAsync(IAlertChannel channel, string error, string advice)
    {
        var alert = SampleAlerts.New();

        var delivery = await channel.SendAsync(alert, CancellationToken.None);

        Assert.Equal(AlertOutcome.Permanent, delivery.Outcome);
        Assert.Contains(error, delivery.Message);
        Assert.Contains(advice, delivery.Message);
        Assert.Contains(ChannelName, delivery.Message);
        Assert.Equal(0, CountArrived(alert));
    }

    private static string? IdOf(SlackMessage message) =>
        message.Metadata is { ValueKind: JsonValueKind.Object } metadata
            ? metadata.GetProperty("event_payload").GetProperty("id").GetString()
            : null;
}
