using System.Text.Json;
using Spotter.Alerting;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Simulator.Scenarios;
using Xunit;

namespace Spotter.Contracts.Alerting;

/// <summary>
/// What every channel of Slack with a bot token does: it shows the picture, and finds its messages again. The picture store of the channel
/// holds the sample pictures.
/// </summary>
public abstract class SlackTokenContract : SlackAlertContract
{
    protected override string SendMethod => "chat.postMessage";

    protected override bool CanLookUp => true;

    [Theory]
    [InlineData("invalid_auth", "Channels:lunch:Token")]
    [InlineData("not_authed", "Channels:lunch:Token")]
    [InlineData("account_inactive", "Channels:lunch:Token")]
    [InlineData("token_revoked", "Channels:lunch:Token")]
    [InlineData("token_expired", "Channels:lunch:Token")]
    [InlineData("not_in_channel", "/invite")]
    [InlineData("is_archived", "Channels:lunch:Channel")]
    [InlineData("missing_scope", "chat:write")]
    [InlineData("no_permission", "chat:write")]
    [InlineData("is_inactive", "Channels:lunch:Channel")]
    [InlineData("restricted_action", "administrator")]
    [InlineData("restricted_action_read_only_channel", "administrator")]
    [InlineData("restricted_action_thread_only_channel", "administrator")]
    [InlineData("restricted_action_non_threadable_channel", "administrator")]
    [InlineData("access_denied", "administrator")]
    [InlineData("messages_tab_disabled", "administrator")]
    [InlineData("ekm_access_denied", "administrator")]
    [InlineData("team_access_not_granted", "administrator")]
    [InlineData("org_login_required", "administrator")]
    [InlineData("message_limit_exceeded", "wait")]
    [InlineData("team_added_to_org", "wait")]
    [InlineData("method_deprecated", "newer version")]
    public async Task An_error_that_stays_is_told_with_what_to_do(string error, string advice) =>
        await AssertPermanentAsync(await OpenAsync(new SlackFault { Kind = SlackFaultKind.Error, Error = error }), error, advice);

    [Theory]
    [InlineData("msg_too_long")]
    [InlineData("invalid_blocks_format")]
    [InlineData("metadata_too_large")]
    [InlineData("invalid_metadata_format")]
    [InlineData("invalid_metadata_schema")]
    public async Task An_error_of_what_only_a_token_can_send_is_the_messages(string error)
    {
        var channel = await OpenAsync(new SlackFault { Kind = SlackFaultKind.Error, Error = error });
        Assert.Equal(AlertOutcome.Rejected, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("request_timeout")]
    public async Task An_error_of_Slacks_own_leaves_the_outcome_unknown(string error)
    {
        var channel = await OpenAsync(new SlackFault { Kind = SlackFaultKind.Error, Error = error });
        Assert.Equal(AlertOutcome.Unknown, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task An_alert_is_one_message_with_the_picture_its_description_and_the_link()
    {
        var channel = await OpenAsync(new SlackScript { FileReadySeconds = 0.7 });
        var alert = SampleAlerts.New();

        await channel.SendAsync(alert, CancellationToken.None);

        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Equal(SlackChannelId, message.Channel);
        Assert.Single(message.Files);
        var blocks = message.Blocks!.Value.GetRawText();
        Assert.Contains(alert.AltText, blocks);
        Assert.Contains(alert.Link!, blocks);
        Assert.Contains("0.94", blocks);
        Assert.Contains("instagram:davesfreshpasta", blocks);
    }

    [Fact]
    public async Task A_picture_of_a_kind_that_Slack_does_not_show_is_shown_all_the_same()
    {
        var channel = await OpenAsync();

        var delivery = await channel.SendAsync(
            SampleAlerts.New() with { Picture = PictureId.Of(SamplePictures.OrangeWebp) }, CancellationToken.None);

        Assert.Equal(AlertOutcome.Delivered, delivery.Outcome);
        Assert.Single(Assert.Single(Slack.Slack.Messages).Files);
    }

    [Fact]
    public async Task An_alert_whose_picture_cannot_be_drawn_arrives_and_says_so()
    {
        var channel = await OpenAsync();

        var delivery = await channel.SendAsync(
            SampleAlerts.New() with { Picture = PictureId.Of(SamplePictures.CutPng) }, CancellationToken.None);

        Assert.Equal(AlertOutcome.Delivered, delivery.Outcome);
        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Empty(message.Files);
        Assert.Contains("cannot be drawn", message.Blocks!.Value.GetRawText());
    }

    [Fact]
    public async Task An_alert_whose_picture_is_no_longer_stored_arrives_and_says_so()
    {
        var channel = await OpenAsync();

        var delivery = await channel.SendAsync(SampleAlerts.New() with { Picture = PictureId.Of("gone"u8) }, CancellationToken.None);

        Assert.Equal(AlertOutcome.Delivered, delivery.Outcome);
        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Empty(message.Files);
        Assert.Contains("no longer stored", message.Blocks!.Value.GetRawText());
    }

    [Theory]
    [InlineData("files.getUploadURLExternal")]
    [InlineData("files.completeUploadExternal")]
    [InlineData("files.info")]
    public async Task An_app_that_may_not_upload_sends_the_alert_without_the_picture_and_says_what_is_missing(string method)
    {
        var channel = await OpenAsync(new SlackFault { Method = method, Kind = SlackFaultKind.Error, Error = "missing_scope" });

        Assert.Equal(AlertOutcome.Delivered, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);

        var message = Assert.Single(Slack.Slack.Messages);
        Assert.Empty(message.Files);
        Assert.Contains("files:write", message.Blocks!.Value.GetRawText());
    }

    [Theory]
    [InlineData("files.getUploadURLExternal", SlackFaultKind.Cut, AlertOutcome.Transient)]
    [InlineData("files.getUploadURLExternal", SlackFaultKind.Unavailable, AlertOutcome.Transient)]
    [InlineData("files.getUploadURLExternal", SlackFaultKind.Malformed, AlertOutcome.Transient)]
    [InlineData("files.getUploadURLExternal", SlackFaultKind.Throttled, AlertOutcome.Throttled)]
    [InlineData("upload", SlackFaultKind.Cut, AlertOutcome.Transient)]
    [InlineData("upload", SlackFaultKind.Unavailable, AlertOutcome.Transient)]
    [InlineData("upload", SlackFaultKind.AcceptThenCut, AlertOutcome.Transient)]
    [InlineData("files.completeUploadExternal", SlackFaultKind.AcceptThenCut, AlertOutcome.Transient)]
    [InlineData("files.completeUploadExternal", SlackFaultKind.Throttled, AlertOutcome.Throttled)]
    public async Task A_failure_before_the_message_has_delivered_nothing_and_is_tried_again(
        string method, SlackFaultKind kind, AlertOutcome expected)
    {
        var channel = await OpenAsync(new SlackFault { Method = method, Kind = kind, Times = 1 });
        var alert = SampleAlerts.New();

        Assert.Equal(expected, (await channel.SendAsync(alert, CancellationToken.None)).Outcome);
        Assert.Equal(0, CountArrived(alert));

        Assert.Equal(AlertOutcome.Delivered, (await channel.SendAsync(alert, CancellationToken.None)).Outcome);
        Assert.Single(Assert.Single(Slack.Slack.Messages).Files);
    }

    [Fact]
    public async Task A_picture_that_was_uploaded_is_shown_again_without_a_second_upload()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();
        var (first, _) = await channel.UploadAsync(alert, file: null, CancellationToken.None);

        var (second, failure) = await channel.UploadAsync(alert, first!.File, CancellationToken.None);

        Assert.Null(failure);
        Assert.NotNull(first.File);
        Assert.Equal(first, second);
        Assert.Equal(1, Slack.Slack.Calls["upload"]);
    }

    [Fact]
    public async Task A_picture_that_Slack_no_longer_knows_is_uploaded_anew()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();

        var (upload, _) = await channel.UploadAsync(alert, "F0DELETED", CancellationToken.None);
        await channel.SendAsync(new AlertDraft(alert, upload!), CancellationToken.None);

        Assert.Equal(upload!.File, Assert.Single(Assert.Single(Slack.Slack.Messages).Files));
        Assert.Equal(1, Slack.Slack.Calls["upload"]);
    }

    [Fact]
    public async Task An_alert_is_found_among_many_messages_that_came_after_it()
    {
        var channel = await OpenAsync();
        var alert = SampleAlerts.New();
        await channel.SendAsync(alert, CancellationToken.None);
        await PostAsync(450);

        Assert.Equal(AlertLookup.Arrived, await channel.FindAsync(alert, alert.RecordedAt, CancellationToken.None));
        Assert.Equal(3, Slack.Slack.Calls["conversations.history"]);
    }

    [Theory]
    [InlineData(SlackFaultKind.Throttled)]
    [InlineData(SlackFaultKind.Unavailable)]
    [InlineData(SlackFaultKind.Cut)]
    [InlineData(SlackFaultKind.Malformed)]
    public async Task A_look_that_fails_is_tried_later(SlackFaultKind kind)
    {
        var channel = await OpenAsync(new SlackFault { Method = "conversations.history", Kind = kind });
        var lookup = await channel.FindAsync(SampleAlerts.New(), DateTimeOffset.UtcNow, CancellationToken.None);

        Assert.Equal(AlertArrival.TryLater, lookup.Arrival);
        Assert.Equal(kind == SlackFaultKind.Throttled ? TimeSpan.FromSeconds(1) : null, lookup.Failure!.RetryAfter);
    }

    [Theory]
    [InlineData("invalid_auth", AlertOutcome.Permanent)]
    [InlineData("an_error_of_tomorrow", AlertOutcome.Refused)]
    public async Task A_look_that_is_refused_says_nothing_of_the_alert(string error, AlertOutcome expected)
    {
        var channel = await OpenAsync(new SlackFault { Method = "conversations.history", Kind = SlackFaultKind.Error, Error = error });

        var lookup = await channel.FindAsync(SampleAlerts.New(), DateTimeOffset.UtcNow, CancellationToken.None);

        Assert.Equal(AlertArrival.TryLater, lookup.Arrival);
        Assert.Equal(expected, lookup.Failure!.Outcome);
    }

    [Theory]
    [InlineData("files.info")]
    [InlineData("files.completeUploadExternal")]
    public async Task A_wait_that_Slack_asks_for_after_the_upload_keeps_the_file(string method)
    {
        var channel = await OpenAsync(
            new SlackScript
            {
                Faults =
                [
                    new SlackFault
                    {
                        Method = method,
                        Kind = SlackFaultKind.Throttled,
                        Times = 1,
                    },
                ],
                RetryAfter = 12,
                FileReadySeconds = 0,
            }
        );
        var alert = SampleAlerts.New();

        var (begun, failure) = await channel.UploadAsync(alert, file: null, CancellationToken.None);
        var (upload, _) = await channel.UploadAsync(alert, begun!.File, CancellationToken.None);
        await channel.SendAsync(new AlertDraft(alert, upload!), CancellationToken.None);

        Assert.Equal(AlertOutcome.Throttled, failure!.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(12), failure.RetryAfter);
        Assert.NotNull(begun.File);
        Assert.Equal(begun.File, Assert.Single(Assert.Single(Slack.Slack.Messages).Files));
        Assert.Equal(1, Slack.Slack.Calls["upload"]);
    }

    [Theory]
    [InlineData("files.getUploadURLExternal")]
    [InlineData("files.completeUploadExternal")]
    [InlineData("files.info")]
    public async Task A_picture_that_Slack_will_not_have_is_left_out_and_the_reason_told(string method)
    {
        var channel = await OpenAsync(new SlackFault { Method = method, Kind = SlackFaultKind.Error, Error = "storage_limit_reached" });

        Assert.Equal(AlertOutcome.Delivered, (await channel.SendAsync(SampleAlerts.New(), CancellationToken.None)).Outcome);

        var blocks = Assert.Single(Slack.Slack.Messages).Blocks!.Value.GetRawText();
        Assert.Contains("storage_limit_reached", blocks);
        Assert.DoesNotContain("files:write", blocks);
    }

    [Fact]
    public async Task An_app_that_may_not_read_the_channel_can_never_tell()
    {
        var channel = await OpenAsync(
            new SlackFault { Method = "conversations.history", Kind = SlackFaultKind.Error, Error = "missing_scope" });
        Assert.Equal(AlertLookup.CannotTell, await channel.FindAsync(SampleAlerts.New(), DateTimeOffset.UtcNow, CancellationToken.None));
    }

    [Theory]
    [InlineData(SlackFaultKind.Error)]
    [InlineData(SlackFaultKind.Cut)]
    [InlineData(SlackFaultKind.Unavailable)]
    public async Task A_check_says_what_is_wrong(SlackFaultKind kind)
    {
        var channel = await OpenAsync(new SlackFault { Method = "auth.test", Kind = kind, Error = "invalid_auth" });

        var problem = await channel.FindProblemAsync(CancellationToken.None);

        Assert.Contains(kind == SlackFaultKind.Error ? "Channels:lunch:Token" : "Slack", problem);
        Assert.Empty(Slack.Slack.Messages);
    }

    [Theory]
    [InlineData("not_in_channel", "Invite the app")]
    [InlineData("channel_not_found", "Channels:lunch:Channel")]
    [InlineData("missing_scope", null)]
    public async Task A_check_asks_about_the_channel_itself(string error, string? advice)
    {
        var channel = await OpenAsync(new SlackFault { Method = "conversations.history", Kind = SlackFaultKind.Error, Error = error });

        var problem = await channel.FindProblemAsync(CancellationToken.None);

        // Without the scope it cannot be asked, and messages are taken all the same.
        Assert.Equal(advice is null, problem is null);
        Assert.Contains(advice ?? "", problem ?? "");
        Assert.Empty(Slack.Slack.Messages);
    }

    private async Task PostAsync(int count)
    {
        using var client = new HttpClient { BaseAddress = Slack.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        for (var i = 0; i < count; i++)
        {
            using var content = new StringContent(
                JsonSerializer.Serialize(new { channel = SlackChannelId, text = $"chat {i}" }), null, "application/json");
            using var reply = await client.PostAsync("slack/api/chat.postMessage", content);
        }
    }
}
