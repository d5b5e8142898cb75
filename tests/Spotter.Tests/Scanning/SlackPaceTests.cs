using Microsoft.Extensions.Configuration;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Contracts;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;

namespace Spotter.Tests.Scanning;

/// <summary>How many calls of Slack many alerts take, at the rate that Slack allows. Slack is the simulator, on the test's clock.</summary>
public sealed class SlackPaceTests
{
    private const int Alerts = 24;

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Every_alert_takes_one_message_and_one_upload_at_one_message_a_second()
    {
        await using var slack = await StartAsync(new SlackScript { MessagesPerSecond = 1 });
        await using var world = Open(slack);

        var summary = world.Scan(await WatchBoardsAsync(world));

        Assert.Equal(Alerts, summary.Counts.Alerts);
        Assert.Equal(Alerts, slack.Slack.Messages.Count);
        Assert.Empty(slack.Slack.Repeated);
        Assert.Equal(Alerts, slack.Slack.Calls["chat.postMessage"]);
        Assert.Equal(Alerts, slack.Slack.Calls["upload"]);
        Assert.Equal(TimeSpan.FromSeconds(Alerts - 1), summary.EndedAt - summary.StartedAt);
    }

    [Fact]
    public async Task A_pause_that_Slack_asks_for_holds_for_every_alert_of_the_channel_and_uses_up_no_attempt()
    {
        var throttled = new SlackFault { Kind = SlackFaultKind.Throttled, Times = 1 };
        await using var slack = await StartAsync(new SlackScript { MessagesPerSecond = 1, RetryAfter = 60, Faults = [throttled] });
        await using var world = Open(slack, ("Scanning:MaxPostAttempts", "1"));

        var summary = await world.FollowAsync(await WatchBoardsAsync(world));

        Assert.Equal(Alerts, summary.Counts.Alerts);
        Assert.Empty(slack.Slack.Repeated);
        Assert.Equal(Alerts + 1, slack.Slack.Calls["chat.postMessage"]);
        Assert.Equal(Alerts, slack.Slack.Calls["upload"]);
        Assert.True(slack.Slack.Messages[0].ReceivedAt >= summary.StartedAt + TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(SlackFaultKind.Throttled)]
    [InlineData(SlackFaultKind.Unavailable)]
    [InlineData(SlackFaultKind.Cut)]
    public async Task A_picture_is_uploaded_once_however_often_its_message_is_tried(SlackFaultKind kind)
    {
        await using var slack = await StartAsync(new SlackScript { Faults = [new SlackFault { Kind = kind, Times = 3 }] });
        await using var world = Open(slack);
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        Assert.Equal(1, (await world.FollowAsync(account)).Counts.Alerts);

        Assert.Single(Assert.Single(slack.Slack.Messages).Files);
        Assert.Equal(4, slack.Slack.Calls["chat.postMessage"]);
        Assert.Equal(1, slack.Slack.Calls["upload"]);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_message_that_Slack_refuses_comes_once_more_with_its_picture_and_then_as_plain_text(int refusals, bool isPlain)
    {
        var refusal = new SlackFault { Kind = SlackFaultKind.Error, Error = "invalid_blocks", Times = refusals };
        await using var slack = await StartAsync(new SlackScript { Faults = [refusal] });
        await using var world = Open(slack);
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        Assert.Equal(1, world.Scan(account).Counts.Alerts);

        var message = Assert.Single(slack.Slack.Messages);
        Assert.Equal(isPlain, message.Blocks is null);
        Assert.Equal(isPlain ? 0 : 1, message.Files.Count);
        Assert.Equal(1, slack.Slack.Calls["upload"]);
    }

    [Theory]
    [InlineData("files.info")]
    [InlineData("files.completeUploadExternal")]
    [InlineData("conversations.history")]
    public async Task A_wait_that_Slack_asks_for_before_the_message_is_kept_and_costs_no_attempt(string method)
    {
        var wait = new SlackFault { Method = method, Kind = SlackFaultKind.Throttled, Times = 3 };
        var lost = new SlackFault { Kind = SlackFaultKind.Unavailable, Times = 1 };
        await using var slack = await StartAsync(new SlackScript { RetryAfter = 12, Faults = [wait, lost] });
        await using var world = Open(slack);
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));

        var summary = world.Scan(account);

        Assert.Equal(1, summary.Counts.Alerts);
        Assert.Equal(TimeSpan.FromSeconds(10 + (3 * 12)), summary.EndedAt - summary.StartedAt);
        Assert.Single(Assert.Single(slack.Slack.Messages).Files);
        Assert.Equal(1, slack.Slack.Calls["upload"]);
    }

    [Fact]
    public async Task A_turn_that_was_taken_long_ago_is_not_used()
    {
        await using var slack = await StartAsync(new SlackScript());
        await using var world = Open(slack);
        var account = await WatchBoardsAsync(world);
        world.Scan(account);
        var (alert, other) = await TakeTurnsAndDieAsync(world, account);
        _time.Advance(TimeSpan.FromHours(1));
        var send = world.Get<SendAlert>();

        var first = await send.RunAsync(alert, CancellationToken.None);
        var second = await send.RunAsync(other, CancellationToken.None);

        Assert.Equal(AlertStage.Sent, first.Stage);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1), second.RetryAt);
    }

    private Task<SimulatorHost> StartAsync(SlackScript script)
    {
        script.FileReadySeconds = 0;
        return SimulatorHost.StartAsync(new Scenario { Accounts = [], Slack = script }, clock: _time);
    }

    private ScanWorld Open(SimulatorHost slack, params (string, string)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Channels:lunch:Type"] = "slack",
            ["Channels:lunch:Token"] = "xoxb-1-2-test",
            ["Channels:lunch:Channel"] = "C0SOUP",
            ["Channels:lunch:BaseAddress"] = slack.SlackBaseAddress.ToString(),
        }).Build();
        return new ScanWorld(_time, services => services.AddAlertChannels(configuration, TextWriter.Null), "", settings);
    }

    private static async Task<AccountId> WatchBoardsAsync(ScanWorld world)
    {
        var account = await world.WatchAsync("dave");
        world.Source.PageSize = Alerts;
        world.Source.Add("dave", Enumerable.Range(1, Alerts).Select(n => world.NewPost($"{n}", n, $"board-{n}")));
        return account;
    }

    /// <summary>Puts two alerts back to where a process had taken turns for them and was killed.</summary>
    private async Task<(AlertTask, AlertTask)> TakeTurnsAndDieAsync(ScanWorld world, AccountId account)
    {
        var repository = world.Get<AlertRepository>();
        var alerts = await repository.ListAsync(account, CancellationToken.None).Take(2).ToListAsync();
        var tasks = alerts.ConvertAll(alert => new AlertTask(account, alert.PostKey, alert.Message.Id));
        foreach (var task in tasks)
        {
            var stored = await repository.GetAsync(task, CancellationToken.None);
            await repository.SaveAsync(
                account,
                stored.Value with
                {
                    Stage = AlertStage.Recorded,
                    Turn = _time.GetUtcNow(),
                },
                stored.Version,
                CancellationToken.None
            );
        }

        return (tasks[0], tasks[1]);
    }
}
