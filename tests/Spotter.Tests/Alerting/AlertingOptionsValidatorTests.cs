using System.Globalization;
using Spotter.Alerting;

namespace Spotter.Tests.Alerting;

public sealed class AlertingOptionsValidatorTests
{
    private const string Token = "xoxb-1-2-secret";

    [Theory]
    [InlineData("https://slack.com")]
    [InlineData("http://127.0.0.1:5081/slack/")]
    [InlineData("http://localhost/slack")]
    [InlineData("http://[::1]/slack")]
    public void Slack_and_webhooks_are_reached_over_https_or_on_this_machine(string address)
    {
        Assert.Empty(FindErrors("lunch", Slack(channel => channel.BaseAddress = address)));
        Assert.Empty(FindErrors("lunch", Webhook(address)));
    }

    [Theory]
    [InlineData("http://slack.com")]
    [InlineData("http://127.0.0.1.evil.example/")]
    [InlineData("ftp://slack.com")]
    [InlineData("slack.com")]
    [InlineData("/slack")]
    [InlineData("")]
    public void Any_other_address_is_refused(string address)
    {
        Assert.StartsWith(
            "Channels:lunch:BaseAddress must be", Assert.Single(FindErrors("lunch", Slack(channel => channel.BaseAddress = address))));
        Assert.StartsWith("Channels:lunch:WebhookUrl must be", Assert.Single(FindErrors("lunch", Webhook(address))));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1,0")]
    [InlineData("one a second")]
    public void A_call_budget_that_cannot_be_read_is_refused(string budget)
    {
        var webhook = Webhook("https://hooks.slack.com/services/x");
        webhook.CallBudget = budget;

        Assert.StartsWith("Channels:lunch:CallBudget: ", Assert.Single(FindErrors("lunch", webhook)));
        Assert.StartsWith("Channels:lunch:CallBudget: ", Assert.Single(FindErrors("lunch", Slack(channel => channel.CallBudget = budget))));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("00:10:01")]
    public void A_timeout_that_never_or_always_passes_is_refused(string timeout)
    {
        var webhook = Webhook("https://hooks.slack.com/services/x");
        webhook.Timeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);

        Assert.StartsWith("Channels:lunch:Timeout must be", Assert.Single(FindErrors("lunch", webhook)));
        Assert.StartsWith(
            "Channels:lunch:Timeout must be", Assert.Single(FindErrors("lunch", Slack(channel => channel.Timeout = webhook.Timeout))));
    }

    [Fact]
    public void A_webhook_without_an_address_is_refused() =>
        Assert.StartsWith("Channels:lunch:WebhookUrl must be", Assert.Single(FindErrors("lunch", Webhook(null))));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_missing_token_is_told_with_the_variable_to_set(string? token) =>
        Assert.Contains("SPOTTER_Channels__lunch__Token", Assert.Single(FindErrors("lunch", Slack(channel => channel.Token = token))));

    [Theory]
    [InlineData("xoxb-1-2-secret\n")]
    [InlineData("Bearer xoxb-1-2-secret")]
    [InlineData("xoxb-1-2-secrét")]
    public void A_token_that_no_header_can_carry_is_refused_without_being_shown(string token)
    {
        var error = Assert.Single(FindErrors("lunch", Slack(channel => channel.Token = token)));

        Assert.StartsWith("Channels:lunch:Token", error);
        Assert.DoesNotContain("secr", error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#lunch")]
    [InlineData("lunch")]
    [InlineData("C")]
    [InlineData("C0123 456")]
    public void A_channel_is_named_by_its_id(string? channel) =>
        Assert.StartsWith(
            "Channels:lunch:Channel must be", Assert.Single(FindErrors("lunch", Slack(options => options.Channel = channel))));

    [Theory]
    [InlineData("")]
    [InlineData("Slack")]
    [InlineData("teams")]
    public void An_unknown_type_is_refused(string type) =>
        Assert.Equal("Channels:lunch:Type must be slack, webhook or console.", Assert.Single(
            FindErrors("lunch", new ChannelOptions { Type = type })));

    [Fact]
    public void The_channel_called_console_is_checked_like_any_other()
    {
        Assert.Empty(FindErrors("console", new ChannelOptions { Type = "console" }));
        Assert.Equal(
            ["Channels:console:Token", "Channels:console:Channel"],
            FindErrors("console", new ChannelOptions { Type = "slack" }).Select(error => error.Split(' ')[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("my lunch")]
    [InlineData("lunch\u0001")]
    [InlineData("a-name-that-is-longer-than-a-name-of-a-channel-is-allowed-to-be-here")]
    public void A_name_that_rules_and_the_state_cannot_hold_is_refused(string name) =>
        Assert.StartsWith($"Channels:{name}: the name", Assert.Single(FindErrors(name, new ChannelOptions { Type = "console" })));

    [Fact]
    public void Every_wrong_channel_is_named()
    {
        var options = new AlertingOptions
        {
            Channels =
            {
                ["a"] = new ChannelOptions { Type = "pigeon" },
                ["b"] = Webhook(""),
                ["c"] = Slack(_ => { }),
            },
        };
        Assert.Equal(2, new AlertingOptionsValidator().Validate(null, options).Failures!.Count());
    }

    private static ChannelOptions Slack(Action<ChannelOptions> change)
    {
        var options = new ChannelOptions { Type = "slack", Token = Token, Channel = "C0123456789" };
        change(options);
        return options;
    }

    private static ChannelOptions Webhook(string? address) => new() { Type = "webhook", WebhookUrl = address };

    private static IEnumerable<string> FindErrors(string name, ChannelOptions channel) =>
        new AlertingOptionsValidator().Validate(null, new AlertingOptions { Channels = { [name] = channel } }).Failures ?? [];
}
