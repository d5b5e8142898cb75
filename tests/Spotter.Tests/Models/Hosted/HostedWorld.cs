using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.State;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace Spotter.Tests.Models.Hosted;

/// <summary>The simulated Clarifai, real state, and a folder of models: one here and two that are hosted.</summary>
internal sealed class HostedWorld : IAsyncDisposable
{
    public const string Key = "simulated-secret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ServiceProvider _services;

    private HostedWorld(SimulatorHost simulator, TimeProvider time, (string Setting, string? Value)[] settings)
    {
        Simulator = simulator;
        AddModel(
            "hosted",
            """ "hosted": { "user": "clarifai", "app": "main", "model": "general", "version": "1" }, "labels": ["soup", "menu", "food"] """
        );
        AddModel("detector", """ "hosted": { "model": "detector", "regions": true }, "labels": ["soup", "food"] """);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Models:Folder"] = Path.Combine(_folder.FullName, "models"),
            ["Clarifai:BaseAddress"] = simulator.ClarifaiBaseAddress.ToString(),
            ["Clarifai:Key"] = Key,
            ["Clarifai:CallBudget"] = "",
        }).AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Setting, pair.Value))).Build();
        _services = new ServiceCollection()
            .AddSingleton(time)
            .AddSingleton<IStateStore>(_ => TestStores.OpenState(_folder))
            .AddSingleton<IPictureDecoder, VipsPictureDecoder>()
            .AddSingleton<IInferenceEngine, OnnxRuntimeEngine>()
            .AddSingleton<CallBudget>()
            .AddOptions<PictureDownloadOptions>().Services
            .AddClassifying(configuration)
            .BuildServiceProvider();
    }

    public SimulatorHost Simulator { get; }

    public IPictureClassifier Classifier => _services.GetRequiredService<IPictureClassifier>();

    public IStateStore State => _services.GetRequiredService<IStateStore>();

    public ModelCatalog Models => _services.GetRequiredService<ModelCatalog>();

    public static async Task<HostedWorld> StartAsync(
        TaggerScript? tagger = null, TimeProvider? time = null, params (string Setting, string? Value)[] settings)
    {
        var clock = time ?? TimeProvider.System;
        var scenario = new Scenario { Accounts = [], Tagger = tagger ?? new TaggerScript { CallsPerSecond = 0 } };
        return new HostedWorld(
            await SimulatorHost.StartAsync(scenario, new SimulatorOptions { ClarifaiKey = Key }, null, clock), clock, settings);
    }

    public static byte[] Picture(int number) =>
        new VipsPictureRenderer().Render(
            $"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'><rect width='64' height='48' "
                + $"fill='#{number * 65_793:x6}'/></svg>",
            90
        );

    public Task<IReadOnlyList<LabelScore>> ClassifyAsync(int number, string model = "hosted") =>
        Classifier.ClassifyAsync(model, Picture(number), CancellationToken.None);

    public void AddModel(string name, string description)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, "models", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "model.json"), $$"""{ "name": "{{name}}", {{description}} }""");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
