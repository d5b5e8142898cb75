using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;

namespace Spotter.Tests.Calls;

public sealed class ClientServicesTests
{
    [Fact]
    public async Task An_address_that_a_stranger_wrote_does_not_lead_to_this_machine()
    {
        await using var server = await Loopback.StartAsync(context => context.Response.WriteAsync("secret"));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(ClientReach.OfStrangers(allowLoopback: false), server.Address));

        Assert.Equal("secret", await GetAsync(ClientReach.OfStrangers(allowLoopback: true), server.Address));
    }

    [Fact]
    public async Task A_server_that_the_settings_name_is_reached_wherever_it_is()
    {
        await using var server = await Loopback.StartAsync(context => context.Response.WriteAsync("well"));

        Assert.Equal("well", await GetAsync(ClientReach.OfSettings("https://slack.com", server.Address), server.Address));
    }

    [Fact]
    public async Task What_a_public_server_leads_to_must_be_public()
    {
        await using var server = await Loopback.StartAsync(context => context.Response.WriteAsync("secret"));

        var reach = ClientReach.OfSettings("https://slack.com", null, "slack");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(reach, server.Address));

        Assert.IsType<ForbiddenAddressException>(error.InnerException);
    }

    [Fact]
    public async Task A_proxy_of_the_network_is_used_for_what_the_settings_name_and_for_nothing_of_strangers()
    {
        await using var proxy = await Loopback.StartAsync(context => context.Response.WriteAsync("by proxy"));
        var settings = new WebProxy(proxy.Address);

        Assert.Equal("by proxy", await GetAsync(ClientReach.OfSettings("http://graph.invalid"), "http://graph.invalid/", settings));
        await Assert.ThrowsAsync<HttpRequestException>(
            () => GetAsync(ClientReach.OfStrangers(allowLoopback: true), "http://192.0.2.1/", settings));
    }

    [Fact]
    public async Task A_proxy_that_the_operator_names_is_used_for_strangers_too_and_not_for_private_addresses()
    {
        await using var proxy = await Loopback.StartAsync(
            context => context.Response.WriteAsync($"by proxy: {context.Request.Headers.ProxyAuthorization}"));
        await using var server = await Loopback.StartAsync(context => context.Response.WriteAsync("secret"));
        var services = new ServiceCollection();
        services.Configure<HttpOptions>(options => options.Proxy = proxy.Address.Replace("://", "://me:word@", StringComparison.Ordinal));
        services.AddGuardedClient("test", _ => ClientReach.OfStrangers(allowLoopback: false));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("test");

        Assert.StartsWith("by proxy: ", await client.GetStringAsync("http://pictures.invalid/a.jpg"));
        foreach (var address in new[] { server.Address, "http://10.0.0.1/", "http://[fd00::1]/", "http://169.254.169.254/" })
            Assert.IsType<ForbiddenAddressException>((
                await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address))).InnerException);
    }

    [Fact]
    public async Task A_tunnel_through_a_proxy_of_the_network_is_asked_for()
    {
        var asked = "";
        await using var proxy = await Loopback.StartAsync(context =>
        {
            asked = context.Request.Method;
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            GetAsync(ClientReach.OfSettings("https://graph.invalid"), "https://graph.invalid/", new WebProxy(proxy.Address)));

        Assert.Equal("CONNECT", asked);
    }

    [Fact]
    public async Task A_redirect_is_an_answer()
    {
        await using var server = await Loopback.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return context.Response.WriteAsync("moved");
        });

        Assert.Equal("moved", await GetAsync(ClientReach.OfSettings(server.Address), server.Address));
    }

    private static async Task<string> GetAsync(ClientReach reach, string address, IWebProxy? proxy = null)
    {
        var services = new ServiceCollection();
        services.AddGuardedClient("test", _ => reach, handler => handler.Proxy = proxy);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("test");
        using var response = await client.GetAsync(new Uri(address));
        return await response.Content.ReadAsStringAsync();
    }
}
