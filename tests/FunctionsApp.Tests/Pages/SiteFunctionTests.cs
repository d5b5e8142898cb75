using System.Net;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Spotter.FunctionsApp.Tests.Orchestration;

namespace Spotter.FunctionsApp.Tests.Pages;

/// <summary>What the pages do other on Azure than on one machine.</summary>
public sealed class SiteFunctionTests : IAsyncLifetime
{
    private const string AppName = "func-lunch.azurewebsites.net";

    private ScanWorld _world = null!;
    private ServiceProvider? _services;
    private ServedSite? _site;

    public async Task InitializeAsync() => _world = await ScanWorld.StartAsync();

    public async Task DisposeAsync()
    {
        if (_site is not null)
            await _site.DisposeAsync();
        if (_services is not null)
            await _services.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://kv-lunch.vault.azure.net/secrets/access-key)")]
    public async Task Without_a_key_nothing_is_shown_but_its_health_and_how_to_set_one(string? key)
    {
        await StartAsync(("Web:AccessKey", key));

        foreach (var address in new[] { "/", "/sign-in", "/assets/site.css", "/api/accounts", "/api/openapi.json", "/nowhere" })
        {
            var (status, text) = await GetAsync(address);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (status, text.Contains("Web__AccessKey", StringComparison.Ordinal)));
        }

        // What stands in the place of the secret is known to everybody.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await GetAsync("/api/accounts", ("x-functions-key", $"{key}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/health")).Status);
    }

    [Fact]
    public async Task A_key_that_is_too_short_lets_nobody_in_and_how_to_mend_it_is_told_while_the_app_goes_on()
    {
        await StartAsync(("Web:AccessKey", "short"));

        var (status, text) = await GetAsync("/api/accounts", ("x-functions-key", "short"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("The access key has fewer than 16 characters", text);
        Assert.Contains("az keyvault secret set --vault-name", text);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/health", ("Host", "10.0.0.7"))).Status);
    }

    [Fact]
    public async Task Signing_in_names_the_secret_and_how_to_read_it()
    {
        await StartAsync();

        var page = WebUtility.HtmlDecode((await GetAsync("/sign-in", ("Accept", "text/html"))).Text);

        Assert.Contains(
            "az keyvault secret show --vault-name \"$AZURE_KEY_VAULT_NAME\" --name access-key --query value --output tsv", page);
        Assert.DoesNotContain("Web:AccessKey", page);
    }

    [Theory]
    [InlineData(AppName, HttpStatusCode.OK)]
    [InlineData("FUNC-lunch.azurewebsites.net", HttpStatusCode.OK)]
    [InlineData("lunch.example.com", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    public async Task It_answers_to_the_name_that_the_platform_gave_it_and_to_those_of_the_settings(string host, HttpStatusCode expected)
    {
        await StartAsync(("WEBSITE_HOSTNAME", $"{AppName}:443"), ("Web:Hosts:0", "lunch.example.com"));

        Assert.Equal(expected, (await GetAsync("/sign-in", ("Host", host))).Status);
        Assert.Equal(expected, (await GetAsync("/api/accounts", ("Host", host), ("x-functions-key", ScanWorld.Key))).Status);
    }

    [Fact]
    public async Task What_it_cannot_do_is_said_with_how_to_do_it_on_one_machine()
    {
        await StartAsync();

        var models = (await GetAsync("/models", ("x-functions-key", ScanWorld.Key))).Text;
        var check = (await GetAsync("/check", ("x-functions-key", ScanWorld.Key))).Text;

        Assert.Contains("spotter train --from-corrections", models);
        Assert.DoesNotContain("action=\"/models/train\"", models);
        Assert.Contains("action=\"/models/upload\"", models);
        Assert.Contains("spotter doctor", check);
        Assert.DoesNotContain("action=\"/check\"", check);
    }

    [Fact]
    public async Task A_model_is_not_trained_there()
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/models/train")
        {
            Content = new FormUrlEncodedContent([new("model", "specials-board")]),
        };
        request.Headers.Add("x-functions-key", ScanWorld.Key);

        using var answer = await _site!.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task No_answer_is_held_open_and_a_page_asks_for_news_now_and_then()
    {
        await StartAsync();

        var feed = (await GetAsync("/", ("x-functions-key", ScanWorld.Key))).Text;

        Assert.Contains("data-news=\"30\"", feed);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/api/events", ("x-functions-key", ScanWorld.Key))).Status);
        var news = await GetAsync("/api/news", ("x-functions-key", ScanWorld.Key));
        Assert.Equal((HttpStatusCode.OK, """{"count":0,"isMore":false}"""), news);
    }

    private async Task StartAsync(params IEnumerable<(string Name, string? Value)> settings)
    {
        foreach (var (name, value) in settings)
            _world.Besides[name] = value;
        _services = _world.AddAzure(new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)).BuildServiceProvider();
        _site = await ServedSite.StartAsync(_services, Substitute.For<DurableTaskClient>("tests"));
    }

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(
        string address, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await _site!.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
