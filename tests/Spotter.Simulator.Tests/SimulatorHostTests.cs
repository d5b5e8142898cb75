using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests;

public class SimulatorHostTests
{
    private static readonly Scenario Empty = new() { Accounts = [] };

    [Fact]
    public async Task Everything_is_below_one_address_of_this_machine()
    {
        await using var host = await SimulatorHost.StartAsync(Empty);

        Assert.Equal("127.0.0.1", host.BaseAddress.Host);
        Assert.All([host.GraphBaseAddress, host.WebBaseAddress, host.SlackBaseAddress, host.SlackWebhookAddress], address => Assert.True(
            host.BaseAddress.IsBaseOf(address)));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var first = await SimulatorHost.StartAsync(Empty);
        var port = first.BaseAddress.Port;

        var error = await Assert.ThrowsAsync<IOException>(() => SimulatorHost.StartAsync(Empty, new SimulatorOptions { Port = port }));

        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stops_at_once_although_a_caller_waits_for_an_answer()
    {
        var host = await SimulatorHost.StartAsync(
            Scenario.Parse("""{"accounts":[{"handle":"soup","faults":[{"kind":"hang"}]}]}""", "test.json", "."));
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        var waiting = client.GetAsync("graph/v25.0/1?fields=business_discovery.username(soup){media{id}}&access_token=t");
        while (host.CallsFor("instagram", "soup") == 0)
            await Task.Yield();

        await host.DisposeAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
    }
}
