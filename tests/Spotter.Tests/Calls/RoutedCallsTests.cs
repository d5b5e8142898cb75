using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;
using Spotter.State;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Calls;

/// <summary>Calls through several proxies: each has its own budget, and one that refuses is rested.</summary>
public sealed class RoutedCallsTests : IAsyncLifetime
{
    private readonly List<ScanWorld> _worlds = [new()];
    private readonly List<string> _asked = [];
    private readonly List<Loopback> _proxies = [];
    private readonly List<ServiceProvider> _opened = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var services in _opened)
            await services.DisposeAsync();
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        await World.DisposeAsync();
    }

    [Fact]
    public async Task Where_the_address_tells_who_asks_each_proxy_has_its_own_budget()
    {
        var calls = Open(await ProxyAsync("a"), await ProxyAsync("b"), await ProxyAsync("c"));
        var plan = Plan("1,30") with { IsOfAddress = true };

        for (var call = 0; call < 3; call++)
            Assert.Equal("well", (await CallAsync(calls, plan)).Answer?.Said);
        var fourth = await CallAsync(calls, plan);

        Assert.Null(fourth.Answer);
        Assert.Equal(World.Time.GetUtcNow().AddSeconds(30), fourth.ComeAt);
        Assert.Equal(["a", "b", "c"], _asked.Order());
        Assert.Equal(3, calls.ListPlans(plan).Select(one => one.Name).Distinct().Count());
    }

    [Fact]
    public async Task A_credential_has_one_budget_through_whatever_its_calls_go()
    {
        var calls = Open(await ProxyAsync("a"), await ProxyAsync("b"));
        var plan = Plan("2,30");

        await CallAsync(calls, plan);
        await CallAsync(calls, plan);

        Assert.Null((await CallAsync(calls, plan)).Answer);
        Assert.Equal(["a", "b"], _asked.Order());
        Assert.Equal(plan, Assert.Single(calls.ListPlans(plan)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_refuses_costs_nothing_and_rests_longer_each_time(bool isThere)
    {
        var refusing = isThere ? await ProxyAsync("refusing", HttpStatusCode.ProxyAuthenticationRequired) : "http://me:word@127.0.0.1:1";
        var calls = Open(refusing, await ProxyAsync("b"));
        var plan = Plan("1,30") with { IsOfAddress = true };
        var rests = new List<TimeSpan>();
        for (var round = 0; round < 3; round++)
        {
            var before = _asked.Count(name => name == "b");
            while ((await CallAsync(calls, plan)).Answer is not null)
            {
            }

            Assert.Equal(before + 1, _asked.Count(name => name == "b"));
            rests.Add(Routes.All[0].RestsUntil - World.Time.GetUtcNow());
            World.Time.Advance(rests[^1] + TimeSpan.FromSeconds(30));
        }

        Assert.Equal([30, 60, 120], rests.Select(rest => rest.TotalSeconds));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, false)]
    [InlineData(HttpStatusCode.GatewayTimeout, false)]
    [InlineData(HttpStatusCode.Forbidden, true)]
    public async Task One_that_cannot_reach_the_target_is_well(HttpStatusCode status, bool rests)
    {
        Open(await ProxyAsync("a", status));
        using var client = _opened[^1].GetRequiredService<IHttpClientFactory>().CreateClient("test");

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("https://pages.invalid/")));

        Assert.Equal(rests, error is ProxyRefusedException);
        Assert.Equal(rests, Routes.All[0].RestsUntil > World.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("5 0 5 4", false)]
    [InlineData("5 0 5 5", false)]
    [InlineData("5 2 1 0 5 4", false)]
    [InlineData("5 0 5 1", true)]
    [InlineData("5 0 5 2", true)]
    [InlineData("5 255", true)]
    [InlineData("5 2 1 4", true)]
    public async Task One_that_speaks_SOCKS_and_cannot_reach_the_target_is_well(string says, bool rests)
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var answering = AnswerAsync(proxy, [.. says.Split(' ').Select(byte.Parse)]);
        Open($"socks5://me:word@127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
        using var client = _opened[^1].GetRequiredService<IHttpClientFactory>().CreateClient("test");

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(new Uri("http://pages.invalid/")));

        Assert.Equal(rests, error is ProxyRefusedException);
        Assert.Equal(rests, Routes.All[0].RestsUntil > World.Time.GetUtcNow());
        proxy.Stop();
        await answering;
    }

    // Two bytes for each thing that is asked; behind what is said of the target comes its address.
    private static async Task AnswerAsync(TcpListener proxy, byte[] says)
    {
        using var client = await proxy.AcceptTcpClientAsync();
        var stream = client.GetStream();
        for (var at = 0; at < says.Length && await stream.ReadAsync(new byte[512]) > 0; at += 2)
            await stream.WriteAsync(at > 0 && says[at] == 5 ? [.. says[at..], 0, 1, 0, 0, 0, 0, 0, 0] : says[at..(at + 2)]);
    }

    [Fact]
    public void Those_that_differ_in_the_password_alone_are_told_apart_without_it()
    {
        Open("http://me:one@127.0.0.1:1", "http://me:two@127.0.0.1:1", "http://me:one@127.0.0.1:1");

        Assert.Equal(2, Routes.All.Select(route => route.Name).Distinct().Count());
        Assert.DoesNotContain(Routes.All, route => route.Name.Contains("two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_all_refuse_the_last_says_so_without_a_secret_and_nobody_is_asked_while_they_rest()
    {
        var calls = Open("http://me:word@127.0.0.1:1", "http://you:word@127.0.0.1:1");
        var plan = Plan("1,30");

        var first = await CallAsync(calls, plan);
        var second = await CallAsync(calls, plan);

        Assert.Contains("127.0.0.1:1-", first.Answer!.Problem);
        Assert.Contains("cannot be reached, and rests", first.Answer.Problem);
        Assert.DoesNotContain("word", first.Answer.Problem);
        Assert.DoesNotContain("me:", first.Answer.Problem);
        Assert.Null(second.Answer);
        Assert.Equal(World.Time.GetUtcNow().AddSeconds(30), second.ComeAt);
    }

    private ScanWorld World => _worlds[0];

    private ProxyRoutes Routes => _opened[^1].GetRequiredService<ProxyRoutes>();

    private static CallBudgetPlan Plan(string windows) => new(Guid.NewGuid().ToString("N"), CallWindow.ParseMany(windows));

    private async Task<string> ProxyAsync(string name, HttpStatusCode status = HttpStatusCode.OK)
    {
        var proxy = await Loopback.StartAsync(context =>
        {
            _asked.Add(name);
            context.Response.StatusCode = (int)status;
            return context.Response.WriteAsync("well");
        });
        _proxies.Add(proxy);
        return proxy.Address;
    }

    private RoutedCalls Open(params string[] proxies)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(World.Time);
        services.Configure<HttpOptions>(options => options.Proxy = string.Join(' ', proxies));
        services.AddGuardedClient("test", _ => ClientReach.OfStrangers(allowLoopback: false));
        _opened.Add(services.BuildServiceProvider());
        return new RoutedCalls(new CallBudget(World.Get<IStateStore>(), World.Time), Routes);
    }

    private Task<RoutedAnswer<Reply>> CallAsync(RoutedCalls calls, CallBudgetPlan plan) => calls.CallAsync(
        plan, "somebody", AskAsync, reply => reply.Problem is not null, CancellationToken.None);

    private async Task<Reply> AskAsync()
    {
        using var client = _opened[^1].GetRequiredService<IHttpClientFactory>().CreateClient("test");
        try
        {
            return new Reply(await client.GetStringAsync(new Uri("http://pages.invalid/")), null);
        }
        catch (ProxyRefusedException error)
        {
            return new Reply(null, error.Message);
        }
    }

    private sealed record Reply(string? Said, string? Problem);
}
