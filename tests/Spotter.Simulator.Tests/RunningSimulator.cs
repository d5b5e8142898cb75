using System.Text.Json.Nodes;
using Spotter.Contracts;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests;

/// <summary>A simulator whose clock stands still, and a client that follows no redirect.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private RunningSimulator(SimulatorHost host, ManualTimeProvider clock)
    {
        Host = host;
        Clock = clock;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.BaseAddress };
    }

    public SimulatorHost Host { get; }

    public ManualTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public static Task<RunningSimulator> StartAsync(string scenario, SimulatorOptions? options = null) =>
        StartAsync(Scenario.Parse(scenario, "test.json", "."), options);

    public static async Task<RunningSimulator> StartAsync(Scenario scenario, SimulatorOptions? options = null)
    {
        var clock = new ManualTimeProvider();
        return new RunningSimulator(await SimulatorHost.StartAsync(scenario, options, null, clock), clock);
    }

    public Task<HttpResponseMessage> GraphAsync(string handle, int limit = 10, string? after = null, string token = "t")
    {
        var cursor = after is null ? "" : $".after({after})";
        var fields =
            $"business_discovery.username({handle}){{followers_count,media_count,media.limit({limit}){cursor}"
                + "{id,caption,like_count,comments_count,media_type,media_url,permalink,timestamp,children{media_type,media_url}}}";
        return Client.GetAsync($"graph/v25.0/17841400000000000?fields={fields}&access_token={token}");
    }

    public Task<HttpResponseMessage> WebAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "web/" + path);
        request.Headers.Add("x-ig-app-id", "936619743392459");
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> ProfileAsync(string handle) => WebAsync($"api/v1/users/web_profile_info/?username={handle}");

    public async Task<JsonNode> SlackAsync(string method, string json, string token = "xoxb-simulated")
    {
        using var reply = await SlackReplyAsync(method, json, token);
        return await ReadAsync(reply);
    }

    public Task<HttpResponseMessage> SlackReplyAsync(
        string method, string json, string token = "xoxb-simulated", CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "slack/api/" + method)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", token);
        return Client.SendAsync(request, cancellationToken);
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage reply) => JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return Host.DisposeAsync();
    }
}
