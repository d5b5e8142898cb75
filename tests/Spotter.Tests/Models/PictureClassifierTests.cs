using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;
using Spotter.Contracts;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.State;
using Spotter.Tests.Models.Hosted;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace Spotter.Tests.Models;

/// <summary>A model that runs here.</summary>
public sealed class PictureClassifierTests : PictureClassifierContract, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ServiceProvider _services;

    public PictureClassifierTests() => _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IStateStore>(_ => TestStores.OpenState(_folder))
        .AddSingleton<IPictureDecoder, VipsPictureDecoder>()
        .AddSingleton<IInferenceEngine, OnnxRuntimeEngine>()
        .AddSingleton<CallBudget>()
        .AddOptions<PictureDownloadOptions>().Services
        .AddClassifying(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Models:Folder", Path.Combine(TestData.RepositoryFolder, "models"))]).Build())
        .BuildServiceProvider();

    protected override IPictureClassifier Classifier => _services.GetRequiredService<IPictureClassifier>();

    protected override string Model => "specials-board";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override byte[] SamplePicture() => HostedWorld.Picture(7);
}
