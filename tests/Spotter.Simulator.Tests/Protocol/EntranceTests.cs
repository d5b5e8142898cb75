using System.Net;

namespace Spotter.Simulator.Tests.Protocol;

public class EntranceTests
{
    [Fact]
    public async Task An_outage_of_Slack_begins_and_ends_in_its_time_and_concerns_nothing_else()
    {
        await using var simulator = await StartAsync("""{ "of": "slack", "from": 60, "to": 120 }""");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(simulator));

        simulator.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(simulator));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(simulator));
        Assert.Equal(HttpStatusCode.OK, await SeeAsync(simulator));

        simulator.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(simulator));
        Assert.Equal(2, simulator.Host.Slack.Messages.Count);
    }

    [Fact]
    public async Task The_source_and_the_picture_host_can_be_out_too()
    {
        await using var simulator = await StartAsync("""{ "of": "source" }, { "of": "pictures", "kind": "missing" }""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadAsync(simulator));
        Assert.Equal(HttpStatusCode.NotFound, await SeeAsync(simulator));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(simulator));
        Assert.Equal(0, simulator.Host.CallsFor("instagram", "soup"));
    }

    [Fact]
    public async Task A_source_that_throttles_says_so_in_the_way_of_its_interface()
    {
        await using var simulator = await StartAsync("""{ "of": "source", "kind": "throttled" }""");

        using var graph = await simulator.GraphAsync("soup");
        using var web = await simulator.ProfileAsync("soup");

        Assert.Equal(4, (int)(await RunningSimulator.ReadAsync(graph))["error"]!["code"]!);
        Assert.Equal(HttpStatusCode.TooManyRequests, web.StatusCode);
    }

    [Fact]
    public async Task A_Slack_that_throttles_asks_to_wait()
    {
        await using var simulator = await StartAsync("""{ "of": "slack", "kind": "throttled" }""");

        using var reply = await simulator.SlackReplyAsync("chat.postMessage", """{"channel":"C0SPECIALS","text":"Soup"}""");

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), reply.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_connection_can_be_cut()
    {
        await using var simulator = await StartAsync("""{ "of": "pictures", "kind": "cut" }""");

        await Assert.ThrowsAsync<HttpRequestException>(() => SeeAsync(simulator));
    }

    [Fact]
    public async Task Only_some_calls_may_meet_an_outage_and_all_are_counted()
    {
        await using var simulator = await StartAsync("""{ "of": "slack", "every": 2 }""");

        HttpStatusCode[] answers =
        [
            await PostAsync(simulator),
            await PostAsync(simulator),
            await PostAsync(simulator),
            await ReadAsync(simulator),
        ];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK], answers);
        Assert.Equal(1, Assert.Contains("slack unavailable", simulator.Host.Calls.Outages));
        Assert.Equal((3, 1), (simulator.Host.Calls.Messages.Count, simulator.Host.Calls.Pages.Count));
        Assert.Contains(
            "\"outages\":{\"slack unavailable\":1}", await simulator.Client.GetStringAsync("sim/calls"), StringComparison.Ordinal);
    }

    private static Task<RunningSimulator> StartAsync(string outages) =>
        RunningSimulator.StartAsync($$"""{ "accounts": [{ "handle": "soup", "posts": [{}] }], "outages": [{{outages}}] }""");

    private static async Task<HttpStatusCode> PostAsync(RunningSimulator simulator)
    {
        using var reply = await simulator.SlackReplyAsync("chat.postMessage", """{"channel":"C0SPECIALS","text":"Soup"}""");
        return reply.StatusCode;
    }

    private static async Task<HttpStatusCode> ReadAsync(RunningSimulator simulator)
    {
        using var reply = await simulator.GraphAsync("soup");
        return reply.StatusCode;
    }

    private static async Task<HttpStatusCode> SeeAsync(RunningSimulator simulator)
    {
        using var picture = await simulator.Client.GetAsync("pictures/recorded/8.jpg");
        return picture.StatusCode;
    }
}
