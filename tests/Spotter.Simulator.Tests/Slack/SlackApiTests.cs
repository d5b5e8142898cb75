using System.Net;
using System.Text.Json.Nodes;

namespace Spotter.Simulator.Tests.Slack;

public class SlackApiTests
{
    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF];

    private const string Image =
        """{"channel":"C0SOUP","text":"t","blocks":[{"type":"image","alt_text":"a","slack_file":{"id":"FILE"}}]}""";

    [Fact]
    public async Task A_message_is_kept_and_read_back_with_its_metadata()
    {
        await using var simulator = await StartAsync();

        var reply = await simulator.SlackAsync(
            "chat.postMessage", """{"channel":"C0SOUP","text":"Soup","metadata":{"event_type":"alert","event_payload":{"id":"a1"}}}""");
        var history = await simulator.SlackAsync("conversations.history", """{"channel":"C0SOUP","include_all_metadata":true}""");

        Assert.True((bool)reply["ok"]!);
        Assert.Equal((string?)reply["ts"], (string?)history["messages"]![0]!["ts"]);
        Assert.Equal("a1", (string?)history["messages"]![0]!["metadata"]!["event_payload"]!["id"]);
    }

    [Fact]
    public async Task History_without_asking_for_metadata_shows_none()
    {
        await using var simulator = await StartAsync();
        await simulator.SlackAsync(
            "chat.postMessage", """{"channel":"C0SOUP","text":"Soup","metadata":{"event_type":"alert","event_payload":{}}}""");

        var history = await simulator.SlackAsync("conversations.history", """{"channel":"C0SOUP"}""");

        Assert.Null(history["messages"]![0]!["metadata"]);
    }

    [Theory]
    [InlineData("""{"channel":"C0OTHER","text":"t"}""", "channel_not_found")]
    [InlineData("""{"channel":"C0SOUP"}""", "no_text")]
    [InlineData(
        """{"channel":"C0SOUP","text":"t","blocks":[{"type":"image","image_url":"https://example.org/a.jpg"}]}""", "invalid_blocks")]
    [InlineData(
        """{"channel":"C0SOUP","text":"t","blocks":[{"type":"image","alt_text":"a","slack_file":{"id":"F0NONE"}}]}""", "invalid_blocks")]
    [InlineData(
        """{"channel":"C0SOUP","text":"t","blocks":[{"type":"section","text":{"type":"plain_text","text":""}}]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0SOUP","text":"t","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"h"}}]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0SOUP","text":"t","metadata":{"event_type":"alert"}}""", "invalid_metadata_format")]
    [InlineData("""{"channel":"C0SOUP",""", "invalid_json")]
    public async Task Bad_messages_are_refused_with_status_200(string message, string error)
    {
        await using var simulator = await StartAsync();

        using var reply = await simulator.SlackReplyAsync("chat.postMessage", message);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var json = await RunningSimulator.ReadAsync(reply);
        Assert.Equal((false, error), ((bool)json["ok"]!, (string?)json["error"]));
        Assert.Empty(simulator.Host.Slack.Messages);
    }

    [Theory]
    [InlineData("section", 3000, null)]
    [InlineData("section", 3001, "invalid_blocks")]
    [InlineData("header", 150, null)]
    [InlineData("header", 151, "invalid_blocks")]
    public async Task Texts_have_their_limits(string type, int length, string? error)
    {
        await using var simulator = await StartAsync();
        var text = new string('x', length);

        var reply = await simulator.SlackAsync(
            "chat.postMessage",
            $$"""{"channel":"C0SOUP","text":"t","blocks":[{"type":"{{type}}","text":{"type":"plain_text","text":"{{text}}"} }]}""");

        Assert.Equal(error, (string?)reply["error"]);
    }

    [Fact]
    public async Task The_token_is_checked()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"accounts":[]}""", new SimulatorOptions { SlackToken = "right" });

        using var none = await simulator.Client.PostAsync("slack/api/auth.test", null);
        var wrong = await simulator.SlackAsync("auth.test", "{}", "wrong");
        var right = await simulator.SlackAsync("auth.test", "{}", "right");

        Assert.Equal("not_authed", (string?)(await RunningSimulator.ReadAsync(none))["error"]);
        Assert.Equal("invalid_auth", (string?)wrong["error"]);
        Assert.True((bool)right["ok"]!);
    }

    [Fact]
    public async Task A_throttled_message_is_told_the_date_where_the_scenario_says_so()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"slack":{"retryAfter":7,"retryAfterAsDate":true,"faults":[{"kind":"throttled"}]},"accounts":[]}""");

        using var reply = await simulator.SlackReplyAsync("chat.postMessage", """{"channel":"C0SOUP","text":"t"}""");

        Assert.Equal(simulator.Clock.GetUtcNow().AddSeconds(7), reply.Headers.RetryAfter!.Date!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_second_message_within_a_second_is_throttled_with_the_seconds_to_wait()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"slack":{"messagesPerSecond":1,"retryAfter":7},"accounts":[]}""");
        const string Message = """{"channel":"C0SOUP","text":"t"}""";

        await simulator.SlackAsync("chat.postMessage", Message);
        using var second = await simulator.SlackReplyAsync("chat.postMessage", Message);
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await simulator.SlackAsync("chat.postMessage", Message);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), second.Headers.RetryAfter!.Delta);
        Assert.True((bool)third["ok"]!);
        Assert.Equal(2, simulator.Host.Slack.Messages.Count);
    }

    [Fact]
    public async Task A_message_can_be_accepted_although_the_sender_never_hears_of_it()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"slack":{"faults":[{"kind":"accept-then-cut","calls":[1]}]},"accounts":[]}""");
        const string Message = """{"channel":"C0SOUP","text":"t","metadata":{"event_type":"alert","event_payload":{"id":"a1"}}}""";

        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.SlackAsync("chat.postMessage", Message));
        Assert.Single(simulator.Host.Slack.Messages);
        Assert.Empty(simulator.Host.Slack.Repeated);

        await simulator.SlackAsync("chat.postMessage", Message);
        Assert.Single(simulator.Host.Slack.Repeated);
    }

    [Fact]
    public async Task A_slow_call_is_carried_out_at_its_beginning_or_at_its_end_although_the_sender_has_gone()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"slack":{"leastSeconds":1,"mostSeconds":3},"accounts":[]}""");
        using var gone = new CancellationTokenSource();
        var sends = Enumerable.Range(0, 20).Select(n => simulator.SlackReplyAsync(
            "chat.postMessage", $$"""{"channel":"C0SOUP","text":"{{n}}"}""", cancellationToken: gone.Token)).ToList();
        await EventuallyAsync(() => simulator.Clock.PendingTimers == sends.Count);

        Assert.InRange(simulator.Host.Slack.Messages.Count, 1, 19);
        Assert.DoesNotContain(sends, send => send.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(sends));

        simulator.Clock.Advance(TimeSpan.FromSeconds(3));
        await EventuallyAsync(() => simulator.Host.Slack.Messages.Count == sends.Count);
        Assert.Equal(sends.Count, simulator.Host.Slack.Messages.Select(message => message.Text).Distinct().Count());
    }

    [Fact]
    public async Task A_slow_call_takes_an_upload_whole_and_answers_when_its_time_is_over()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"slack":{"leastSeconds":2,"mostSeconds":2},"accounts":[]}""");

        var upload = UploadAsync(simulator, "C0SOUP");
        for (var call = 0; call < 3; call++)
        {
            await EventuallyAsync(() => simulator.Clock.PendingTimers == 1);
            Assert.False(upload.IsCompleted);
            simulator.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal([await upload], Assert.Single(simulator.Host.Slack.Messages).Files);
    }

    [Fact]
    public async Task An_uploaded_file_can_be_used_once_it_is_ready()
    {
        await using var simulator = await StartAsync();
        var id = await UploadAsync(simulator, channel: null);
        var message = Image.Replace("FILE", id, StringComparison.Ordinal);

        var early = await simulator.SlackAsync("chat.postMessage", message);
        var earlyInfo = await simulator.SlackAsync("files.info", $$"""{"file":"{{id}}"}""");
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await simulator.SlackAsync("chat.postMessage", message);
        var lateInfo = await simulator.SlackAsync("files.info", $$"""{"file":"{{id}}"}""");

        Assert.Equal("invalid_blocks", (string?)early["error"]);
        Assert.Equal("", (string?)earlyInfo["file"]!["mimetype"]);
        Assert.True((bool)late["ok"]!);
        Assert.Equal("image/jpeg", (string?)lateInfo["file"]!["mimetype"]);
    }

    [Fact]
    public async Task A_file_that_is_neither_png_jpeg_nor_gif_is_shown_by_no_block()
    {
        await using var simulator = await StartAsync();
        var id = await UploadAsync(simulator, channel: null, "RIFF    WEBPVP8 "u8.ToArray());
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));

        var refused = await simulator.SlackAsync("chat.postMessage", Image.Replace("FILE", id, StringComparison.Ordinal));

        Assert.Equal("invalid_blocks", (string?)refused["error"]);
    }

    [Fact]
    public async Task A_file_uploaded_into_a_channel_is_a_message_and_says_where_once_it_is_ready()
    {
        await using var simulator = await StartAsync();

        var id = await UploadAsync(simulator, "C0SOUP");
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        var info = await simulator.SlackAsync("files.info", $$"""{"file":"{{id}}"}""");

        var message = Assert.Single(simulator.Host.Slack.Messages);
        Assert.Equal([id], message.Files);
        Assert.Equal(message.Ts, (string?)info["file"]!["shares"]!["public"]!["C0SOUP"]![0]!["ts"]);
    }

    [Theory]
    [InlineData("""{"text":"Soup"}""", 200, "ok")]
    [InlineData("""{}""", 400, "no_text")]
    [InlineData("""{"text":""", 400, "invalid_payload")]
    public async Task A_webhook_answers_in_plain_text(string body, int status, string answer)
    {
        await using var simulator = await StartAsync();

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var reply = await simulator.Client.PostAsync(simulator.Host.SlackWebhookAddress, content);

        Assert.Equal((status, answer), ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Received_messages_can_be_listed()
    {
        await using var simulator = await StartAsync();
        await simulator.SlackAsync("chat.postMessage", """{"channel":"C0SOUP","text":"Soup"}""");

        var list = JsonNode.Parse(await simulator.Client.GetStringAsync("sim/slack/messages"))!.AsArray();

        Assert.Equal("Soup", (string?)Assert.Single(list)!["text"]);
    }

    private static Task<RunningSimulator> StartAsync() =>
        RunningSimulator.StartAsync("""{"slack":{"channels":["C0SOUP"]},"accounts":[]}""");

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        for (var look = 0; !isSo(); look++)
        {
            Assert.True(look < 1_000, "it never came to that");
            await Task.Delay(10);
        }
    }

    private static async Task<string> UploadAsync(RunningSimulator simulator, string? channel, byte[]? bytes = null)
    {
        var start = await simulator.SlackAsync(
            "files.getUploadURLExternal", $$"""{"filename":"soup.jpg","length":{{(bytes ??= JpegStart).Length}}}""");
        using var content = new ByteArrayContent(bytes);
        using var upload = await simulator.Client.PostAsync((string)start["upload_url"]!, content);
        Assert.Equal($"OK - {bytes.Length}", await upload.Content.ReadAsStringAsync());

        var id = (string)start["file_id"]!;
        var done = await simulator.SlackAsync(
            "files.completeUploadExternal",
            new JsonObject { ["files"] = new JsonArray(new JsonObject { ["id"] = id }), ["channel_id"] = channel }.ToJsonString()
        );
        Assert.True((bool)done["ok"]!);
        return id;
    }
}
