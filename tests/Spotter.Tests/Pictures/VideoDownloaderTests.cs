using Microsoft.AspNetCore.Http;
using Spotter.Calls;
using Spotter.Contracts.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;
using Spotter.Tests.Sources;

namespace Spotter.Tests.Pictures;

/// <summary>Videos are fetched as pictures are, and never held whole.</summary>
public sealed class VideoDownloaderTests : IDisposable
{
    private static readonly byte[] Video = SampleVideos.Mp4(300_000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_video_comes_into_its_store_whatever_its_content_type_says()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.Body.WriteAsync(Video).AsTask();
        });

        var download = await server.DownloadVideoAsync();

        Assert.Equal((PictureId.Of(Video), Video.Length, null), (download.Id, download.Length, download.Failure));
        Assert.Equal([$"{download.Id}.mp4"], Files());
    }

    [Theory]
    [InlineData(200, "<!doctype html><html><body>Log in to see this video, please, and come again.</body></html>", FailureKind.Malformed)]
    [InlineData(200, "", FailureKind.Malformed)]
    [InlineData(403, "", FailureKind.Unavailable)]
    [InlineData(404, "", FailureKind.Unavailable)]
    [InlineData(429, "", FailureKind.Throttled)]
    [InlineData(503, "", FailureKind.Transient)]
    [InlineData(302, "", FailureKind.Malformed)]
    public async Task What_is_no_video_has_one_failure_and_leaves_nothing(int status, string body, FailureKind expected)
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://169.254.169.254/latest";
            return context.Response.WriteAsync(body);
        });

        var download = await server.DownloadVideoAsync();

        Assert.Equal((expected, false), (download.Failure!.Kind, download.IsFinal));
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData(true, "the connection failed or was cut")]
    [InlineData(false, "it breaks off")]
    public async Task Half_of_a_video_is_none_whether_or_not_its_length_was_said(bool isLengthSaid, string told)
    {
        await using var server = await StartAsync(async context =>
        {
            context.Response.ContentLength = isLengthSaid ? Video.Length : null;
            await context.Response.Body.WriteAsync(Video.AsMemory(0, Video.Length / 2));
            await context.Response.Body.FlushAsync();
            if (isLengthSaid)
                context.Abort();
        });

        Assert.Contains(told, (await server.DownloadVideoAsync()).Failure!.Message);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_comes_is_counted_whatever_becomes_of_it()
    {
        await using var server = await StartAsync(context => context.Response.Body.WriteAsync(Video.AsMemory(0, 1_000)).AsTask());
        var bytes = 0L;

        var download = await server.DownloadVideoAsync(came: more => bytes += more);

        Assert.Contains("it breaks off", download.Failure!.Message);
        Assert.Equal(1_000, bytes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_video_that_is_too_large_is_given_up_at_once(bool isLengthSaid)
    {
        await using var server = await StartAsync(
            context =>
            {
                context.Response.ContentLength = isLengthSaid ? Video.Length : null;
                return context.Response.Body.WriteAsync(Video).AsTask();
            },
            ("Videos:MaxBytes", "299999"));

        var download = await server.DownloadVideoAsync();

        Assert.True(download.IsFinal);
        Assert.Contains("/a.mp4 is larger than 299999 bytes (Videos:MaxBytes)", download.Failure!.Message);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task An_outage_of_a_moment_is_tried_again_at_once()
    {
        var calls = 0;
        await using var server = await StartAsync(
            context =>
            {
                context.Response.StatusCode = ++calls == 1 ? 503 : 200;
                return context.Response.Body.WriteAsync(Video).AsTask();
            },
            ("Pictures:Retries", "1"));

        Assert.Null((await server.DownloadVideoAsync()).Failure);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_video_that_never_ends_is_given_up_when_its_time_is_over()
    {
        await using var server = await StartAsync(
            async context =>
            {
                await context.Response.Body.WriteAsync(Video.AsMemory(0, 1_000));
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            ("Videos:Timeout", "00:00:00.3"));

        var failure = (await server.DownloadVideoAsync()).Failure!;

        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.Contains("did not arrive within 0.3 s (Videos:Timeout)", failure.Message);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_no_fault_of_the_server()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "incoming"), "in the way");
        await using var server = await StartAsync(context => context.Response.Body.WriteAsync(Video).AsTask());

        var error = await Assert.ThrowsAsync<IOException>(() => server.DownloadVideoAsync());

        Assert.Contains("Videos:Folder", error.Message);
    }

    [Fact]
    public async Task A_host_without_a_store_keeps_none()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(Video).AsTask());

        Assert.True((await server.DownloadVideoAsync()).IsFinal);
    }

    private Task<LoopbackServer> StartAsync(RequestDelegate answer, params (string Key, string Value)[] settings) =>
        LoopbackServer.StartAsync(answer, new FolderVideoStore(
            Microsoft.Extensions.Options.Options.Create(new VideoFolderOptions { Folder = _folder.FullName })), settings);

    private IEnumerable<string> Files() => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name);
}
