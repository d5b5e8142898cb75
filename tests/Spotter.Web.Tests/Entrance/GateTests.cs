using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Spotter.Web.Entrance;

namespace Spotter.Web.Tests.Entrance;

public sealed class GateTests
{
    private static readonly KeyValuePair<string, string?> WithKey = new("Web:AccessKey", SiteWorld.Key);

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.attacker.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.1.5", HttpStatusCode.MisdirectedRequest)]
    public async Task Without_a_key_it_answers_to_names_of_this_machine_alone(string host, HttpStatusCode expected)
    {
        await using var site = await SiteWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_change_that_another_site_asks_for_is_refused(string header, string value)
    {
        await using var site = await SiteWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_is_no_form_is_refused_as_such()
    {
        await using var site = await SiteWorld.StartAsync();
        using var content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));

        using var answer = await site.Client.PostAsync("/sign-in", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_change_from_its_own_pages_is_taken()
    {
        await using var site = await SiteWorld.StartAsync();
        using var form = new FormUrlEncodedContent([new("to", "/scans")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = form };
        request.Headers.Add("Origin", site.Address.ToString().TrimEnd('/'));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/scans", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task With_a_key_a_page_leads_to_signing_in_and_a_program_is_told()
    {
        await using var site = await SiteWorld.StartAsync(WithKey);

        using var page = await site.Client.GetAsync("/?label=other");
        using var program = await site.Client.GetAsync("/api/openapi.json");
        using var post = await site.SendAsync("/review");
        using var picture = await site.Client.GetAsync($"/pictures/{new string('0', 64)}/480");

        Assert.Equal("/sign-in?to=%2F%3Flabel%3Dother", page.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, post.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, picture.StatusCode);
    }

    [Fact]
    public async Task The_key_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_gets()
    {
        await using var site = await SiteWorld.StartAsync(WithKey);

        using var answer = await site.SendAsync("/sign-in", ("key", SiteWorld.Key), ("to", "/scans"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await site.Client.SendAsync(request);

        Assert.Equal("/scans", answer.Headers.Location!.ToString());
        Assert.StartsWith("__Host-spotter=", cookie);
        foreach (var part in new[] { "path=/", "secure", "samesite=strict", "httponly" })
            Assert.Contains(part, cookie.Split("; "));
        Assert.DoesNotContain(SiteWorld.Key, cookie);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Its_health_is_told_under_any_name()
    {
        await using var site = await SiteWorld.StartAsync(WithKey, new("Web:Hosts:0", "spotter.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health") { Headers = { Host = "10.0.0.7" } };

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Wrong_keys_are_slowed_for_their_own_address_and_for_people_and_programs_apart()
    {
        await using var site = await SiteWorld.StartAsync(WithKey, new("Web:TrustedProxies:0", "127.0.0.1"));
        for (var tries = 0; tries < SignInPace.Free; tries++)
            (await SignInAsync(site, "wrong", "198.51.100.7, 192.0.2.1:4711")).Dispose();

        using var slowed = await SignInAsync(site, SiteWorld.Key, "198.51.100.8, 192.0.2.1:4712");
        using var other = await SignInAsync(site, SiteWorld.Key, "192.0.2.1, 203.0.113.9");
        using var program = new HttpRequestMessage(HttpMethod.Get, "/api/accounts");
        program.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SiteWorld.Key);
        using var answer = await site.Client.SendAsync(program);

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), slowed.Headers.RetryAfter!.Delta);
        Assert.Contains("Try again in 1 s; this key was not looked at.", await slowed.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (other.StatusCode, answer.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("203.0.113.0/24")]
    public async Task Whom_a_request_says_it_is_passed_on_for_counts_for_nothing_where_no_trusted_proxy_says_it(string trusted)
    {
        await using var site = await SiteWorld.StartAsync(
            trusted.Length > 0 ? [WithKey, new("Web:TrustedProxies:0", trusted)] : [WithKey]);
        for (var tries = 0; tries < SignInPace.Free; tries++)
            (await SignInAsync(site, "wrong", $"203.0.113.{tries}", "https")).Dispose();

        using var slowed = await SignInAsync(site, SiteWorld.Key, "203.0.113.99", "https");

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.False(slowed.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Trusted_proxies_behind_each_other_are_seen_through_and_what_stands_before_them_is_not()
    {
        await using var site = await SiteWorld.StartAsync(
            WithKey, new("Web:TrustedProxies:0", "127.0.0.0/8"), new("Web:TrustedProxies:1", "2001:db8::/32"));
        for (var tries = 0; tries < SignInPace.Free; tries++)
            (await SignInAsync(site, "wrong", $"192.0.2.{tries}, 203.0.113.9, 2001:db8::{tries + 1}", "https")).Dispose();

        using var slowed = await SignInAsync(site, SiteWorld.Key, "192.0.2.99, 203.0.113.9, [2001:db8::99]:4711", "https");
        using var other = await SignInAsync(site, SiteWorld.Key, "203.0.113.9, 192.0.2.99, 2001:db8::99", "https");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.Redirect), (slowed.StatusCode, other.StatusCode));
        Assert.Equal("max-age=31536000", Assert.Single(other.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    [InlineData("")]
    public void A_trusted_proxy_is_an_address_or_a_network(string proxy)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new SiteWorld([new("Web:TrustedProxies:0", proxy)]));

        Assert.Contains("Write an address such as 127.0.0.1, or a network", error.Message);
    }

    private static async Task<HttpResponseMessage> SignInAsync(SiteWorld site, string key, string passedOnFor, string scheme = "http")
    {
        using var form = new FormUrlEncodedContent([new("key", key)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form, Headers = { Host = "spotter.example" } };
        request.Headers.Add("X-Forwarded-For", passedOnFor);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return await site.Client.SendAsync(request);
    }

    [Theory]
    [InlineData("https", "spotter.example", "max-age=31536000")]
    [InlineData("https", "localhost", "")]
    [InlineData("http", "spotter.example", "")]
    public async Task Over_HTTPS_a_browser_is_told_to_stay_there(string scheme, string host, string expected)
    {
        await using var site = await SiteWorld.StartAsync(WithKey);
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = (scheme, new HostString(host));
        (context.Request.Method, context.Request.Path) = ("GET", "/sign-in");

        await site.Get<HostedSite>().RunAsync(context);

        Assert.Equal(expected, context.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Theory]
    [InlineData("spotter.example", "http", true)]
    [InlineData("spotter.example", "https", false)]
    [InlineData("localhost", "http", false)]
    public async Task Where_a_browser_would_not_keep_the_cookie_that_is_said(string host, string scheme, bool isSaid)
    {
        await using var site = await SiteWorld.StartAsync(WithKey);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(isSaid, (await answer.Content.ReadAsStringAsync()).Contains("will not keep the sign-in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("wrong key that is long")]
    [InlineData("")]
    public async Task A_wrong_key_is_told_and_lets_nobody_in(string key)
    {
        await using var site = await SiteWorld.StartAsync(WithKey);

        using var answer = await site.SendAsync("/sign-in", ("key", key));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("That is not the access key.", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("__Host-spotter=99999999999.00")]
    [InlineData("__Host-spotter=")]
    public async Task A_cookie_that_was_made_up_lets_nobody_in(string cookie)
    {
        await using var site = await SiteWorld.StartAsync(WithKey);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie);

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("//attacker.example")]
    [InlineData("/\\attacker.example")]
    [InlineData("https://attacker.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/caf\u00e9")]
    public async Task Signing_in_leads_to_no_other_site(string to)
    {
        await using var site = await SiteWorld.StartAsync(WithKey);

        using var answer = await site.SendAsync("/sign-in", ("key", SiteWorld.Key), ("to", to));

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_program_sends_the_key_in_a_header()
    {
        await using var site = await SiteWorld.StartAsync(WithKey);
        using var bearer = new HttpRequestMessage(HttpMethod.Get, "/api/openapi.json");
        bearer.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SiteWorld.Key);
        using var header = new HttpRequestMessage(HttpMethod.Get, "/api/openapi.json");
        header.Headers.Add("x-functions-key", SiteWorld.Key);

        using var first = await site.Client.SendAsync(bearer);
        using var second = await site.Client.SendAsync(header);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("spotter.example", HttpStatusCode.OK)]
    [InlineData("SPOTTER.example:8443", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.MisdirectedRequest)]
    public async Task With_names_in_the_settings_it_answers_to_no_other(string host, HttpStatusCode expected)
    {
        await using var site = await SiteWorld.StartAsync(WithKey, new("Web:Hosts:0", "spotter.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://spotter.example", HttpStatusCode.Redirect)]
    [InlineData("https://attacker.example", HttpStatusCode.Forbidden)]
    public async Task A_change_is_taken_through_a_proxy_that_calls_this_machine_by_another_name(string origin, HttpStatusCode expected)
    {
        await using var site = await SiteWorld.StartAsync(WithKey, new("Web:Hosts:0", "spotter.example"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Origin", origin);
        request.Headers.Add("X-Forwarded-Host", "attacker.example");

        using var answer = await site.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://spotter.example")]
    [InlineData("spotter.example/pages")]
    [InlineData("")]
    public void A_name_is_a_name_alone(string name)
    {
        var error = Assert.Throws<OptionsValidationException>(() => new SiteWorld([new("Web:Hosts:0", name)]));

        Assert.Contains("Write a name alone", error.Message);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", null, "which others can reach")]
    [InlineData("http://192.168.1.5:5080", null, "which others can reach")]
    [InlineData("https://127.0.0.1", null, "Write http://")]
    [InlineData("5080", null, "Write http://")]
    [InlineData("http://spotter.example", SiteWorld.Key, "Write http://")]
    [InlineData("http://127.0.0.1:5080", "short", "has fewer than 16 characters. Make a longer one")]
    public void An_address_that_others_reach_needs_a_key(string address, string? key, string expected)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => new SiteWorld([new("Web:Address", address), new("Web:AccessKey", key)]));

        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public async Task No_address_means_no_pages()
    {
        await using var world = new SiteWorld([new("Web:Address", "")]);

        Assert.Null(await LocalSite.StartAsync(world.Get<IServiceProvider>(), CancellationToken.None));
    }

    [Fact]
    public async Task What_is_nowhere_is_told_to_a_person_and_to_a_program()
    {
        await using var site = await SiteWorld.StartAsync();

        using var page = await site.Client.GetAsync("/nowhere");
        using var program = await site.Client.GetAsync("/api/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"),
            (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
    }
}
