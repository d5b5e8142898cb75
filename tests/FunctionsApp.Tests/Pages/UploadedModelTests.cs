using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Azure;
using Spotter.Azure.State;
using Spotter.Contracts.Models;
using Spotter.FunctionsApp.Azurite;
using Spotter.FunctionsApp.Tests.Orchestration;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Tests.Pages;

/// <summary>A model that was trained on one machine is brought to the app, used by its scans, and rolled back.</summary>
public sealed class UploadedModelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Shop = "davesfreshpasta";
    private const string OtherShop = "slowpasta";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-uploads-");
    private ServedApp _app = null!;

    public async Task InitializeAsync()
    {
        var world = await ScanWorld.StartAsync(ScanWorld.Shop(Shop), ScanWorld.Shop(OtherShop));
        world.Besides["Models:CacheFolder"] = Path.Combine(_folder.FullName, "cache");
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        await blobs.GetBlobContainerClient(StorageNames.Models).CreateIfNotExistsAsync();
        _app = await ServedApp.StartAsync(world, services => services.AddSingleton(blobs).AddModelBlobs(AppContext.BaseDirectory));
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_scan_goes_by_the_version_that_was_uploaded_until_it_is_rolled_back()
    {
        var archive = await SampleModel.PackAsync(_folder.FullName, change: SampleModel.Contradict);

        var (uploaded, version) = await UploadAsync("", archive);
        Assert.Equal(HttpStatusCode.Created, uploaded);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Put, $"in-use?version={version}"));
        Assert.Contains($"Version {version} of {SampleModel.Name} is in use from the next picture on.", await _app.Client.GetStringAsync(
            $"/models?model={SampleModel.Name}&version={version}&before=first"));
        var contradicted = await ScanAsync(Shop);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(HttpMethod.Post, "rollback"));
        var usual = await ScanAsync(OtherShop);

        // Of the four pictures one is a board.
        Assert.Equal((3, 1), (contradicted.Count(label => label == SampleModel.Name), usual.Count(label => label == SampleModel.Name)));
    }

    [Fact]
    public async Task Without_the_key_and_from_another_site_nothing_is_taken()
    {
        var archive = "a model"u8.ToArray();

        Assert.Equal(HttpStatusCode.Forbidden, (await UploadAsync("cross-site", archive)).Status);
        _app.Client.DefaultRequestHeaders.Remove("x-functions-key");

        Assert.Equal(HttpStatusCode.Unauthorized, (await UploadAsync("", archive)).Status);
    }

    private async Task<(HttpStatusCode Status, string? Version)> UploadAsync(string site, byte[] archive)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/models/{SampleModel.Name}/versions")
        {
            Content = new ByteArrayContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } },
        };
        if (site.Length > 0)
            request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _app.Client.SendAsync(request);
        var said = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
        return (answer.StatusCode, said.TryGetProperty("version", out var version) ? version.GetString() : null);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string call)
    {
        using var request = new HttpRequestMessage(method, $"/api/models/{SampleModel.Name}/{call}");
        using var answer = await _app.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<string>> ScanAsync(string shop)
    {
        var account = await ScanWorld.WatchAsync(_app.Host.Services, shop);
        await _app.Host.RunAsync<ScanSummary>(nameof(ScanAccount), new ScanRequest(account), shop);
        var posts = JsonDocument.Parse(await _app.Client.GetStringAsync($"/api/accounts/instagram/{shop}/posts")).RootElement;
        return
        [
            .. posts.EnumerateArray().SelectMany(post => post.GetProperty("pictures").EnumerateArray())
                .Select(picture => picture.GetProperty("scores")[0].GetProperty("label").GetString()!),
        ];
    }
}
