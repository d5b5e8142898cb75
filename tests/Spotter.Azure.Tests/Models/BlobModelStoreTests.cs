using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using Spotter.Azure.Models;
using Spotter.Azure.Tests.State;
using Spotter.Contracts;
using Spotter.Contracts.Models;
using Spotter.FunctionsApp.Azurite;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Vision.Inference;

namespace Spotter.Azure.Tests.Models;

[Collection(SharedAzurite.Name)]
public sealed class BlobModelStoreTests(AzuriteFixture azurite) : ModelStoreContract, IAsyncLifetime
{
    private readonly string _name = $"models-{Guid.NewGuid():N}";
    private readonly ManualTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    protected override IInferenceEngine Engine { get; } = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));

    private BlobContainerClient Container => new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(_name);

    public Task InitializeAsync() => Container.CreateAsync();

    public Task DisposeAsync() => Container.DeleteIfExistsAsync();

    protected override (IModelStore Store, ModelOptions Options) Open() => Open(Container);

    private (IModelStore Store, ModelOptions Options) Open(BlobContainerClient container)
    {
        var options = new ModelOptions { Folder = NewFolder(), BuiltInFolder = SampleModel.BuiltInFolder };
        return (new BlobModelStore(container, Engine, Options.Create(options), _time), options);
    }

    [Fact]
    public async Task An_instance_that_uses_a_model_looks_once_a_minute_and_finds_what_another_was_given()
    {
        var seen = new RecordedRequests();
        var watched = new BlobClientOptions();
        watched.AddPolicy(seen, HttpPipelinePosition.PerCall);
        var (store, options) = Open(new BlobServiceClient(azurite.ConnectionString, watched).GetBlobContainerClient(_name));
        using var models = new ModelCatalog(Engine, Options.Create(options), store);
        await models.GetAsync(SampleModel.Name, default);
        var (giver, _) = Open();
        await giver.UseAsync(SampleModel.Name, await giver.AddAsync(SampleModel.Name, NewVersion("two"), default), default);

        var before = await SummaryOf(models, SampleModel.Name);
        Assert.Single(seen.Methods);
        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.NotEqual("two", before);
        Assert.Equal("two", await SummaryOf(models, SampleModel.Name));
        // The index, and the archive once.
        Assert.Equal(3, seen.Methods.Count);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("two", await SummaryOf(models, SampleModel.Name));
        Assert.Equal(4, seen.Methods.Count);
    }

    [Fact]
    public async Task Pictures_are_judged_by_the_version_before_while_a_new_one_is_brought()
    {
        var slow = new HeldArchives();
        var watched = new BlobClientOptions();
        watched.AddPolicy(slow, HttpPipelinePosition.PerCall);
        var (store, options) = Open(new BlobServiceClient(azurite.ConnectionString, watched).GetBlobContainerClient(_name));
        using var models = new ModelCatalog(Engine, Options.Create(options), store);
        var (giver, _) = Open();
        await giver.AddAsync("lunch", NewVersion("one"), default);
        await models.GetAsync("lunch", default);
        await giver.UseAsync("lunch", await giver.AddAsync("lunch", NewVersion("two"), default), default);
        slow.Hold();
        _time.Advance(TimeSpan.FromSeconds(61));

        var first = models.GetAsync("lunch", default);
        await slow.Asked;
        var second = await SummaryOf(models, "lunch");
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(("one", "one"), ((await first).Description.Summary, second));
        slow.LetGo();
        await store.RefreshAsync(atOnce: true, default);
        Assert.Equal("two", await SummaryOf(models, "lunch"));
    }

    [Fact]
    public async Task What_a_killed_instance_left_is_swept_away_when_a_version_is_brought()
    {
        var (store, options) = Open();
        Directory.CreateDirectory(Path.Combine(options.Folder, ".incoming-old")).LastWriteTimeUtc =
            _time.GetUtcNow().UtcDateTime.AddDays(-2);

        await store.AddAsync("lunch", NewVersion("one"), default);

        Assert.Equal(["lunch"], Directory.EnumerateDirectories(options.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_that_was_deleted_is_filled_again()
    {
        var (store, options) = Open();
        using var models = new ModelCatalog(Engine, Options.Create(options), store);
        await store.AddAsync("lunch", NewVersion("one"), default);
        Directory.Delete(options.Folder, recursive: true);

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("one", await SummaryOf(models, "lunch"));
    }

    [Fact]
    public async Task An_archive_that_is_another_changes_nothing_and_is_told_until_it_is_stored_again()
    {
        var (store, _) = OpenHost();
        var (other, models) = OpenHost();
        var first = await store.AddAsync("lunch", NewVersion("one"), default);
        await other.RefreshAsync(atOnce: true, default);
        var good = await ArchivesAsync();
        var second = await store.AddAsync("lunch", NewVersion("two"), default);
        await store.UseAsync("lunch", second, default);
        var archive = Assert.Single((await ArchivesAsync()).Except(good));
        var bytes = (await Container.GetBlobClient(archive).DownloadContentAsync()).Value.Content.ToArray();
        await ReplaceAsync(archive, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);

        await other.RefreshAsync(atOnce: true, default);

        Assert.Equal("one", await SummaryOf(models, "lunch"));
        var told = Assert.Single(other.Problems).Message;
        Assert.Contains("is not the one that was stored", told);
        Assert.Contains($"{second} of lunch counts and cannot be used here, so {first} goes on", told);

        await store.AddAsync("lunch", NewVersion("two"), default);
        await other.RefreshAsync(atOnce: true, default);

        Assert.Equal("two", await SummaryOf(models, "lunch"));
        Assert.Empty(other.Problems);
    }

    [Fact]
    public async Task An_archive_that_is_gone_leaves_a_fresh_instance_with_the_model_of_the_program()
    {
        var (store, _) = OpenHost();
        await store.UseAsync(SampleModel.Name, await store.AddAsync(SampleModel.Name, NewVersion("two"), default), default);
        foreach (var archive in await ArchivesAsync())
            await Container.DeleteBlobAsync(archive);

        var (fresh, models) = OpenHost();
        var used = await SummaryOf(models, SampleModel.Name);

        Assert.NotEqual("two", used);
        Assert.Contains(fresh.Problems, problem => problem.Model == SampleModel.Name && problem.Message.Contains("so first goes on"));
    }

    [Fact]
    public async Task A_version_that_cannot_be_loaded_is_never_used_and_the_one_before_goes_on()
    {
        var (store, models) = OpenHost();
        await store.AddAsync("lunch", NewVersion("one"), default);
        var broken = await store.AddAsync("lunch", NewVersion("two", SampleModel.Break), default);

        var error = await Assert.ThrowsAsync<ModelException>(() => store.UseAsync("lunch", broken, default));
        Assert.Contains("labels", error.Message);
        Assert.Equal("one", await SummaryOf(models, "lunch"));

        // As a program would say it that could load it.
        var index = (await Container.GetBlobClient("index.json").DownloadContentAsync()).Value.Content.ToString();
        await ReplaceAsync("index.json", System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(
            index, "\"inUse\": \"[^\"]+\"", $"\"inUse\": \"{broken}\"")));
        await store.RefreshAsync(atOnce: true, default);

        Assert.Equal("one", await SummaryOf(models, "lunch"));
        Assert.Contains("counts and cannot be used here", Assert.Single(store.Problems).Message);
    }

    [Fact]
    public async Task Five_versions_are_kept_and_those_in_use()
    {
        var (store, models) = OpenHost();
        List<string> added = [];
        for (var number = 0; number < 7; number++)
            added.Add(await store.AddAsync("lunch", NewVersion($"{number}"), default));

        Assert.Equal([added[0], .. added[3..]], models.VersionsOf("lunch"));
    }

    [Fact]
    public async Task Storage_that_is_away_is_told_and_what_is_here_goes_on()
    {
        var (store, models) = OpenHost();
        await store.UseAsync(SampleModel.Name, await store.AddAsync(SampleModel.Name, NewVersion("two"), default), default);
        await Container.DeleteAsync();
        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("two", await SummaryOf(models, SampleModel.Name));
        Assert.Contains("does not exist", Assert.Single(store.Problems).Message);
        // Nobody knows which version would count: nothing is judged by a wrong one.
        var (_, blind) = OpenHost();
        await Assert.ThrowsAsync<ModelStoreException>(() => blind.GetAsync(SampleModel.Name, default));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "format": 2 }""")]
    [InlineData("""{ "format": 1, "models": { "lunch": null } }""")]
    [InlineData("""{ "format": 1, "models": { "lunch": {} } }""")]
    [InlineData("""{ "format": 1, "models": { "../lunch": { "inUse": "first", "versions": [] } } }""")]
    public async Task An_index_that_cannot_be_read_is_told_with_what_to_do(string index)
    {
        await ReplaceAsync("index.json", System.Text.Encoding.UTF8.GetBytes(index));

        var error = await Assert.ThrowsAsync<ModelStoreException>(() => Open().Store.RefreshAsync(atOnce: false, default));

        Assert.Contains("index.json", error.Message);
        Assert.Contains("Restore it, or remove it", error.Message);
    }

    private async Task<IReadOnlyList<string>> ArchivesAsync() =>
        await Container.GetBlobsAsync().Select(blob => blob.Name).Where(name => name != "index.json").ToListAsync();

    private Task ReplaceAsync(string name, byte[] bytes) =>
        Container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions());

    /// <summary>Holds the answers of archives back until somebody lets go of them.</summary>
    private sealed class HeldArchives : HttpPipelinePolicy
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _holds;

        /// <summary>Ends when one was asked for.</summary>
        public Task Asked => _asked.Task;

        public void Hold() => _holds = true;

        public void LetGo() => _let.SetResult();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (_holds && message.Request.Uri.Path.EndsWith(".zip", StringComparison.Ordinal))
            {
                _asked.TrySetResult();
                await _let.Task;
            }

            await ProcessNextAsync(message, pipeline);
        }
    }
}
