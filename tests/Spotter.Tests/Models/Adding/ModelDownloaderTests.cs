using System.Security.Cryptography;
using Spotter.Contracts;
using Spotter.Models;

namespace Spotter.Tests.Models.Adding;

public sealed class ModelDownloaderTests
{
    private static readonly byte[] Content = MakeContent();
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Content));

    [Fact]
    public async Task A_file_with_the_right_hash_arrives()
    {
        await using var server = await ModelServer.StartAsync(Content);
        var progress = new List<long>();

        await server.Downloader.DownloadAsync(
            server.Address,
            Sha256.ToUpperInvariant(),
            server.PathOf("net.onnx"),
            (done, total) => progress.Add(total == Content.Length ? done : -1),
            CancellationToken.None
        );

        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
        Assert.Equal(Content.Length, progress[^1]);
        Assert.DoesNotContain(-1, progress);
    }

    [Fact]
    public async Task A_download_that_broke_off_goes_on_where_it_broke()
    {
        await using var server = await ModelServer.StartAsync(Content);
        server.BreaksAfter = 200_000;
        Assert.Contains("run the command again", await RefusalAsync(server, Sha256), StringComparison.Ordinal);
        var kept = new FileInfo(server.PathOf("net.onnx")).Length;

        server.BreaksAfter = null;
        await DownloadAsync(server, Sha256);

        Assert.InRange(kept, 1, 200_000);
        Assert.Equal(["", $"bytes={kept}-"], server.Ranges);
        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
    }

    [Fact]
    public async Task One_call_takes_up_a_download_that_breaks_by_itself()
    {
        await using var server = await ModelServer.StartAsync(Content, ("Models:Retries", "1"));
        server.BreaksAfter = 200_000;

        await server.Downloader.DownloadAsync(
            server.Address, Sha256, server.PathOf("net.onnx"), (done, _) => server.BreaksAfter = null, CancellationToken.None);

        Assert.Equal(2, server.Ranges.Count);
        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_is_read_from_the_start()
    {
        await using var server = await ModelServer.StartAsync(Content);
        server.KnowsRanges = false;
        await File.WriteAllBytesAsync(server.PathOf("net.onnx"), Content[..1000]);

        await DownloadAsync(server, Sha256);

        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
    }

    [Fact]
    public async Task A_file_that_had_arrived_whole_is_taken_as_it_is()
    {
        await using var server = await ModelServer.StartAsync(Content);
        await File.WriteAllBytesAsync(server.PathOf("net.onnx"), Content);

        await DownloadAsync(server, Sha256);

        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
    }

    [Fact]
    public async Task A_wrong_hash_is_refused_and_nothing_is_kept()
    {
        await using var server = await ModelServer.StartAsync(Content);

        var refusal = await RefusalAsync(server, new string('0', 64));

        Assert.Contains($"has the SHA-256 {Sha256}", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(server.PathOf("net.onnx")));
    }

    [Fact]
    public async Task The_beginning_of_another_file_is_not_taken_for_that_of_this_one()
    {
        await using var server = await ModelServer.StartAsync(Content);
        await File.WriteAllBytesAsync(server.PathOf("net.onnx"), new byte[1000]);

        await DownloadAsync(server, Sha256);

        Assert.Equal(["bytes=1000-", ""], server.Ranges);
        Assert.Equal(Content, await File.ReadAllBytesAsync(server.PathOf("net.onnx")));
    }

    [Theory]
    [InlineData("http://10.0.0.1/net.onnx")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[fd00::1]/net.onnx")]
    public async Task A_redirect_to_a_private_address_is_not_followed(string target)
    {
        await using var server = await ModelServer.StartAsync(Content, ("Models:Retries", "3"));
        server.RedirectsTo = target;

        Assert.Contains("leads to a private or local address", await RefusalAsync(server, Sha256), StringComparison.Ordinal);
        Assert.Single(server.Ranges);
    }

    [SkippableFact]
    public async Task A_disk_that_is_full_is_told_at_once_and_what_has_arrived_is_kept()
    {
        using var disk = new SmallDisk();
        Skip.IfNot(disk.TryMount(1), "a disk can be mounted by root on Linux alone");
        var content = new byte[3_000_000];
        await using var server = await ModelServer.StartAsync(content, ("Models:Retries", "3"));
        var file = Path.Combine(disk.Path, "net.onnx");

        await Assert.ThrowsAsync<IOException>(() =>
            server.Downloader.DownloadAsync(server.Address, Sha256, file, null, CancellationToken.None));
        Assert.Single(server.Ranges);
        Assert.True(disk.TryResize(10));
        await server.Downloader.DownloadAsync(
            server.Address, Convert.ToHexString(SHA256.HashData(content)), file, null, CancellationToken.None);

        Assert.StartsWith("bytes=", server.Ranges[1]);
        Assert.Equal(content.Length, new FileInfo(file).Length);
    }

    [Theory]
    [InlineData(404, "has no such file (HTTP 404)")]
    [InlineData(503, "has no time for us (HTTP 503)")]
    public async Task A_server_that_refuses_is_quoted(int status, string expected)
    {
        await using var server = await ModelServer.StartAsync(Content);
        server.Status = status;

        Assert.Contains(expected, await RefusalAsync(server, Sha256), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_address_and_a_file_that_is_too_large_are_refused()
    {
        await using var guarded = await ModelServer.StartAsync(Content, ("Models:AllowLoopback", "false"));
        await using var small = await ModelServer.StartAsync(Content, ("Models:MaxBytes", "1000"));

        Assert.Contains("private or local address", await RefusalAsync(guarded, Sha256), StringComparison.Ordinal);
        Assert.Contains("Models:MaxBytes", await RefusalAsync(small, Sha256), StringComparison.Ordinal);
        Assert.Empty(guarded.Ranges);
    }

    private static Task DownloadAsync(ModelServer server, string sha256) =>
        server.Downloader.DownloadAsync(server.Address, sha256, server.PathOf("net.onnx"), null, CancellationToken.None);

    private static async Task<string> RefusalAsync(ModelServer server, string sha256) =>
        (await Assert.ThrowsAsync<ModelException>(() => DownloadAsync(server, sha256))).Message;

    private static byte[] MakeContent()
    {
        var content = new byte[500_000];
        new Random(8).NextBytes(content);
        return content;
    }
}
