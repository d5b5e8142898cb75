using Spotter.Cli.Commands;
using Spotter.Reading.Installed;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

public sealed class DoctorTests
{
    [Fact]
    public async Task Slack_is_asked_about_the_channel_and_a_test_message_is_sent_where_it_is_asked_for()
    {
        await using var slack = await StartAsync();
        using var workplace = MakeWorkplace(slack);

        var checkedOnly = await workplace.RunAsync("doctor");
        var before = slack.Slack.Messages.Count;
        var sent = await workplace.RunAsync("doctor", "--send");

        Assert.Contains("ok    channel lunch: well", checkedOnly.Joined);
        Assert.Contains("ok    channel hook: well", checkedOnly.Joined);
        Assert.Equal(0, before);
        Assert.Contains("ok    message to lunch: sent", sent.Joined);
        Assert.Contains("ok    message to hook: sent", sent.Joined);
        Assert.Contains("A test message of Spotter: alerts to 'console' arrive here.", sent.Out);
        Assert.Equal(
            ["A test message of Spotter: alerts to 'hook' arrive here.", "A test message of Spotter: alerts to 'lunch' arrive here."],
            slack.Slack.Messages.Select(message => message.Text).Order());
        Assert.Equal(0, sent.ExitCode);
    }

    [Fact]
    public async Task A_channel_that_was_set_up_after_the_rules_is_pointed_at()
    {
        await using var slack = await StartAsync();
        using var workplace = MakeWorkplace(slack);
        await workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", "specials-board -> lunch");

        var run = await workplace.RunAsync("doctor");

        Assert.Matches(@"channel lunch: well\s*\n", run.Joined + "\n");
        Assert.Contains("channel hook: well, and no rule names it", run.Joined);
        Assert.DoesNotContain("channel console: well, and", run.Joined);
    }

    [Fact]
    public async Task A_reader_that_lost_a_file_is_told_where_a_rule_asks_for_words()
    {
        using var workplace = new Workplace();
        var folder = Directory.CreateDirectory(workplace.PathOf("models/ppocr-v4")).FullName;
        await ReaderFolder.DescribeAsync(folder, KnownReaders.PpOcrV4, default);
        workplace.Set("Models:Folder", workplace.PathOf("models"));
        await workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", "specials-board and words has soup -> console");

        var run = await workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("FAIL  words in pictures: asked for by specials-board and words has soup -> console.", run.Joined);
        Assert.Contains($"{KnownReaders.PpOcrV4.Detection.Model.File} is missing", run.Joined);
    }

    [Fact]
    public async Task A_channel_that_the_app_is_not_in_and_a_webhook_that_is_gone_are_told_with_what_to_do()
    {
        await using var slack = await StartAsync(
            new SlackFault { Method = "conversations.history", Kind = SlackFaultKind.Error, Error = "not_in_channel" },
            new SlackFault { Method = "webhook", Kind = SlackFaultKind.Error, Error = "no_service" });
        using var workplace = MakeWorkplace(slack);

        var run = await workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains(
            "FAIL  channel lunch: Slack refused the channel 'lunch' (not_in_channel). Invite the app: type /invite @your-app in the "
                + "channel.",
            run.Joined
        );
        Assert.Contains("FAIL  channel hook: Slack refused the channel 'hook' (no_service). Make a new incoming webhook", run.Joined);
        Assert.Contains("source instagram", run.Out);
    }

    [Fact]
    public async Task A_missing_token_keeps_back_only_what_needs_it()
    {
        using var workplace = new Workplace(
            new("Channels:lunch:Type", "slack"), new("Channels:lunch:Channel", "C0LUNCH"), new("Channels:hook:Type", "webhook"));

        var listed = await workplace.RunAsync("accounts", "list");
        var added = await workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", "specials-board::lunch");
        var doctor = await workplace.RunAsync("doctor");

        Assert.Equal(0, listed.ExitCode);
        Assert.True(added.ExitCode == 0, added.Error);
        Assert.Equal(ExitCode.Failure, doctor.ExitCode);
        Assert.Contains("FAIL  channel lunch: Channels:lunch:Token is missing: set the bot token", doctor.Joined);
        Assert.Contains("FAIL  channel hook: Channels:hook:WebhookUrl is missing: set the https address", doctor.Joined);
    }

    [Fact]
    public async Task Alerts_of_a_channel_without_its_token_are_held_until_it_is_set()
    {
        await using var simulator = await DavesSimulator.StartAsync([]);
        using var workplace = new Workplace(SimulatorSettings.For(simulator));
        await workplace.RunAsync("accounts", "add", DavesSimulator.Account, "--rule", "specials-board:0:lunch");
        // The source tells times in whole seconds: what is posted in the second of the watch's beginning counts as older.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        simulator.Post("instagram", "dave", new PostScript());

        workplace.Set("Channels:lunch:Token", "");
        var held = await workplace.RunAsync("scan");
        workplace.Set("Channels:lunch:Token", "xoxb-simulated");
        var sent = await workplace.RunAsync("scan");

        Assert.True(held.ExitCode == ExitCode.Failure, held.Error);
        Assert.Contains("Channels:lunch:Token is missing", held.Error);
        Assert.True(sent.ExitCode == 0, sent.Error);
        Assert.Single(simulator.Slack.Messages);
    }

    [Fact]
    public async Task Commands_that_need_no_state_leave_nothing_behind()
    {
        using var workplace = new Workplace();
        var picture = workplace.PathOf("lunch.jpg");
        await File.WriteAllBytesAsync(
            picture, new VipsPictureRenderer().Render("<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>", 90));

        var doctor = await workplace.RunAsync("doctor");
        var label = await workplace.RunAsync("label", picture);
        var models = await workplace.RunAsync("models", "list");

        Assert.Equal([0, 0, 0], [doctor.ExitCode, label.ExitCode, models.ExitCode]);
        Assert.Contains("ok    state: none yet; it will be ", doctor.Joined);
        Assert.Equal(
            ["lunch.jpg", "spotter.json"],
            Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(picture)!).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public async Task Wrong_settings_are_a_check_that_failed()
    {
        using var workplace = new Workplace([KeyValuePair.Create<string, string?>("Scanning:MaxPosts", "0")]);

        var run = await workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("FAIL  settings: ", run.Out);
        Assert.Contains("ok    picture library: libvips", run.Out);
    }

    private static Task<SimulatorHost> StartAsync(params IReadOnlyList<SlackFault> faults) =>
        SimulatorHost.StartAsync(
            new Scenario { Accounts = [], Slack = new SlackScript { Faults = faults, MessagesPerSecond = 0 } }, new SimulatorOptions());

    private static Workplace MakeWorkplace(SimulatorHost slack) => new(
    [
        .. SimulatorSettings.For(slack),
        // A machine with much to do may take longer than the simulator's two seconds.
        new("Channels:lunch:Timeout", "00:00:30"),
        new("Channels:hook:Type", "webhook"),
        new("Channels:hook:WebhookUrl", slack.SlackWebhookAddress.ToString()),
    ]);
}
