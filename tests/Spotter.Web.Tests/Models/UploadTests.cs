using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Web.Tests.Models;

/// <summary>A model that was trained on another machine is brought here: from the page, and by a program.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private const string Address = $"/api/models/{SampleModel.Name}/versions";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-uploads-");
    private SiteWorld _site = null!;

    public async Task InitializeAsync() => _site = await SiteWorld.StartAsync([new("Models:MaxUploadBytes", "1000000")]);

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_program_uploads_a_version_uses_it_and_rolls_back()
    {
        var picture = (await _site.Get<IPictureStore>().ReadAsync((await _site.StoreAsync(1)).Id!.Value, default))!.Bytes;
        var usual = await BestAsync(picture);

        using var uploaded = await UploadAsync(Address, await PackAsync(SampleModel.Contradict));
        var said = await ReadAsync(uploaded);
        var version = said.GetProperty("version").GetString();
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        Assert.Equal(SampleModel.Name, said.GetProperty("model").GetString());
        Assert.Equal(usual, await BestAsync(picture));

        using var used = await _site.Client.PutAsync($"/api/models/{SampleModel.Name}/in-use?version={version}", null);
        Assert.Equal("first", (await ReadAsync(used)).GetProperty("before").GetString());
        Assert.NotEqual(usual, await BestAsync(picture));

        using var rolledBack = await _site.Client.PostAsync($"/api/models/{SampleModel.Name}/rollback", null);
        Assert.Equal("first", (await ReadAsync(rolledBack)).GetProperty("version").GetString());
        Assert.Equal(usual, await BestAsync(picture));
    }

    [Fact]
    public async Task A_person_uploads_a_version_and_the_page_offers_to_use_and_compare_it()
    {
        using var sent = await SendFormAsync(SampleModel.Name, await PackAsync());
        Assert.True(sent.StatusCode == HttpStatusCode.Found, await sent.Content.ReadAsStringAsync());
        var version = _site.Get<ModelCatalog>().VersionsOf(SampleModel.Name)[^1];

        var page = await _site.ReadAsync(sent.Headers.Location!.OriginalString);

        Assert.Contains($"Version {version} of {SampleModel.Name} is here, and is used when you say so.", page);
        Assert.Contains($"""name="version" value="{version}">Use {version}""", page);
        Assert.Contains($"/models/compare?a={SampleModel.Name}%2Ffirst&amp;b={SampleModel.Name}%2F{version}", page);
        Assert.Contains("enctype=\"multipart/form-data\"", page);
    }

    [Fact]
    public async Task A_model_is_called_as_its_file_says_where_no_name_is_written()
    {
        using var sent = await SendFormAsync("", await PackAsync(name: "lunch"));

        Assert.Contains("lunch is here. A watch uses it when it", await _site.ReadAsync(sent.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task What_is_no_model_is_told_to_a_program_and_to_a_person()
    {
        using var call = await UploadAsync(Address, "no model"u8.ToArray());
        using var form = await SendFormAsync("", "no model"u8.ToArray());
        using var nothing = new MultipartFormDataContent { { new StringContent("lunch"), "model" } };
        using var noFile = await _site.Client.PostAsync("/models/upload", nothing);
        using var fields = await _site.SendAsync("/models/upload", ("model", "lunch"));

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest),
            (call.StatusCode, form.StatusCode, noFile.StatusCode));
        Assert.Contains(
            "The model was not taken. It is no zip archive", (await ReadAsync(call)).GetProperty("detail").GetString());
        Assert.Contains("The model was not taken. It is no zip archive", await form.Content.ReadAsStringAsync());
        Assert.Contains("No file was sent", await noFile.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, fields.StatusCode);
    }

    [Theory]
    [InlineData(Address, true)]
    [InlineData(Address, false)]
    [InlineData("/models/upload", true)]
    [InlineData("/models/upload", false)]
    [InlineData("/models/upload", false, 2_000_000)]
    public async Task What_is_too_large_is_refused_whether_it_says_so_or_not(string address, bool isTold, int bytes = 1_000_001)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = address == Address
                ? Archive(new byte[bytes])
                : new MultipartFormDataContent { { Archive(new byte[bytes]), "file", "lunch.zip" } },
            Headers = { TransferEncodingChunked = !isTold, ExpectContinue = isTold },
        };

        using var answer = await _site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("1000000 bytes", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Another_body_than_an_archive_is_refused()
    {
        using var answer = await _site.Client.PostAsync(Address, new StringContent("{}", null, "application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/models/upload")]
    [InlineData(Address)]
    public async Task Another_site_brings_no_model(string address)
    {
        using var content = Archive("a model"u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = content,
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        using var answer = await _site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal([ModelVersions.First], _site.Get<ModelCatalog>().VersionsOf(SampleModel.Name));
    }

    [Fact]
    public async Task A_version_that_breaks_while_the_host_runs_is_told_on_the_page_and_the_one_before_goes_on()
    {
        var models = _site.Get<ModelCatalog>();
        using var uploaded = await UploadAsync("/api/models/lunch/versions", await PackAsync(name: "lunch"));
        var before = await models.GetAsync("lunch", default);
        using var second = await UploadAsync("/api/models/lunch/versions", await PackAsync(name: "lunch"));
        var version = (await ReadAsync(second)).GetProperty("version").GetString()!;
        await File.WriteAllTextAsync(Path.Combine(models.VersionFolderOf("lunch", version), "model.onnx"), "damaged");
        using var used = await _site.SendAsync("/models/use", ("model", "lunch"), ("version", version));

        Assert.Same(before, await models.GetAsync("lunch", default));
        Assert.Contains("the version that was loaded before goes on", await _site.ReadAsync("/models"));
    }

    private async Task<string> BestAsync(ReadOnlyMemory<byte> picture) =>
        (await _site.Get<IPictureClassifier>().ClassifyAsync(SampleModel.Name, picture, default))[0].Label;

    private Task<byte[]> PackAsync(
        Action<System.Text.Json.Nodes.JsonObject>? change = null, string name = SampleModel.Name) =>
        SampleModel.PackAsync(_folder.FullName, name, change);

    private static ByteArrayContent Archive(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };

    private async Task<HttpResponseMessage> UploadAsync(string address, byte[] bytes)
    {
        using var content = Archive(bytes);
        return await _site.Client.PostAsync(address, content);
    }

    private async Task<HttpResponseMessage> SendFormAsync(string model, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new StringContent(model), "model" }, { Archive(bytes), "file", "lunch.zip" } };
        return await _site.Client.PostAsync("/models/upload", form);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
}
