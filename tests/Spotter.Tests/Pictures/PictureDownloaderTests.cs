using System.Net;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Tests.Sources;

namespace Spotter.Tests.Pictures;

public sealed class PictureDownloaderTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    [Fact]
    public async Task A_picture_arrives_whatever_its_content_type_says()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync(Jpeg);
        });
        Assert.Equal(Jpeg, (await server.DownloadAsync()).Bytes.ToArray());
    }

    [Theory]
    [InlineData(200, "", FailureKind.Malformed)]
    [InlineData(200, "<svg/>", FailureKind.Malformed)]
    [InlineData(200, "\0\0\0\u0018ftypmp42", FailureKind.Malformed)]
    [InlineData(400, "", FailureKind.Unavailable)]
    [InlineData(403, "", FailureKind.Unavailable)]
    [InlineData(404, "", FailureKind.Unavailable)]
    [InlineData(410, "", FailureKind.Unavailable)]
    [InlineData(429, "", FailureKind.Throttled)]
    [InlineData(503, "", FailureKind.Transient)]
    public async Task What_is_no_picture_has_one_failure(int status, string body, FailureKind expected)
    {
        await using var server = await LoopbackServer.StartAsync(status, body);
        Assert.Equal(expected, (await server.DownloadAsync()).Failure!.Kind);
    }

    [Theory]
    [InlineData("/loop", "redirects")]
    [InlineData("http://169.254.169.254/latest", "private or local")]
    [InlineData("http://[::ffff:10.0.0.1]/", "private or local")]
    [InlineData("file:///etc/passwd", "not http")]
    public async Task A_redirect_is_checked_at_each_hop(string target, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", target));
        Assert.Contains(expected, (await server.DownloadAsync()).Failure!.Message);
    }

    [Theory]
    [InlineData("http://[bad")]
    [InlineData("//[x")]
    [InlineData("http://a b/")]
    [InlineData("http://:99999/")]
    [InlineData("///")]
    [InlineData("")]
    public async Task A_redirect_that_leads_nowhere_is_a_failure(string target)
    {
        await using var server = await LoopbackServer.StartAsync(302, "", ("Location", target));
        Assert.NotNull((await server.DownloadAsync()).Failure);
    }

    [Theory]
    [InlineData("https://user:SECRET@cdn.example:8443/p/a.jpg?sig=SECRET#SECRET", "https://cdn.example:8443/p/a.jpg")]
    [InlineData("HTTP://cdn.example/a.jpg?sig=SECRET", "http://cdn.example/a.jpg")]
    [InlineData(" https://cdn.example/a.jpg?sig=SECRET", "https://cdn.example/a.jpg")]
    [InlineData("ftp://user:SECRET@cdn.example/a.jpg?sig=SECRET", "The ftp address")]
    [InlineData("data:image/png;base64,SECRET", "The data address")]
    [InlineData("//cdn.example/a.jpg?sig=SECRET", "The picture's address")]
    [InlineData("/p/a.jpg?sig=SECRET", "The picture's address")]
    [InlineData("file:///p/a.jpg?sig=SECRET", "The picture's address")]
    [InlineData("cdn.example/a.jpg?sig=SECRET", "The picture's address")]
    [InlineData("https://[bad/a.jpg?sig=SECRET", "The picture's address")]
    [InlineData("https//user:SECRET@cdn.example", "The picture's address")]
    [InlineData("", "The picture's address")]
    public void What_is_shown_of_an_address_has_no_query_and_no_user(string address, string expected) =>
        Assert.Equal(expected, PictureDownloader.Show(address));

    [Fact]
    public void A_file_of_this_machine_is_shown_as_it_is()
    {
        var file = Path.GetTempFileName();

        Assert.Equal(file, PictureDownloader.Show(file));

        File.Delete(file);
        Assert.Equal("The picture's address", PictureDownloader.Show(file));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_wait_that_makes_no_sense_is_ignored_and_told(int status)
    {
        await using var server = await LoopbackServer.StartAsync(status, "", ("Retry-After", "NaN"));

        var failure = (await server.DownloadAsync()).Failure!;

        Assert.Null(failure.RetryAfter);
        Assert.EndsWith(RetryAfter.OddNotice, failure.Message);
    }

    [Fact]
    public async Task A_name_that_no_server_can_have_is_a_failure()
    {
        await using var server = await LoopbackServer.StartAsync(200, "");
        foreach (var host in new[] { new string('a', 300) + ".example", "a..example", "-", "xn--a.example" })
            Assert.NotNull((await server.Downloader.DownloadAsync($"http://{host}/a.jpg", CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task A_picture_of_the_wrong_format_is_told_with_what_to_do()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.Body.WriteAsync("\0\0\0\u0018ftypheic\0\0\0\0"u8.ToArray()).AsTask());
        Assert.Contains("convert it to JPEG", (await server.DownloadAsync()).Failure!.Message);
    }

    [Fact]
    public async Task Loopback_is_refused_unless_a_setting_allows_it()
    {
        await using var server = await LoopbackServer.StartAsync(
            context => context.Response.Body.WriteAsync(Jpeg).AsTask(), ("Pictures:AllowLoopback", "false"));
        Assert.Equal(FailureKind.Malformed, (await server.DownloadAsync()).Failure!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_allowed_are_refused(bool announced)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (announced)
                context.Response.ContentLength = 2_000;
            await context.Response.Body.WriteAsync(new byte[2_000]);
        }, ("Pictures:MaxBytes", "1000"));
        Assert.Contains("Pictures:MaxBytes", (await server.DownloadAsync()).Failure!.Message);
    }

    [Fact]
    public async Task A_passing_fault_is_tried_again()
    {
        var calls = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                context.Abort();
            else
                await context.Response.Body.WriteAsync(Jpeg);
        }, ("Pictures:Retries", "1"));
        Assert.Null((await server.DownloadAsync()).Failure);
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("157.240.1.1", true)]
    [InlineData("2a03:2880::1", true)]
    public void Only_public_addresses_are_allowed(string address, bool expected) =>
        Assert.Equal(expected, AddressGuard.IsAllowed(IPAddress.Parse(address), allowLoopback: false));
}
