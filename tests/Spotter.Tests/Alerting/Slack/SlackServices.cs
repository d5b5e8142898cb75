using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Alerting.Slack;
using Spotter.Contracts.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;
using Spotter.Vision;

namespace Spotter.Tests.Alerting.Slack;

/// <summary>Channels put together as the program does it, with a picture folder that holds the sample pictures.</summary>
internal sealed class SlackServices
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly List<ServiceProvider> _providers = [];

    public IAlertChannel Open(ILoggerProvider log, TimeSpan patience, params (string Key, string Value)[] settings) =>
        Open(log, patience, null, settings);

    /// <summary>Opens the channel that the settings describe.</summary>
    /// <param name="log">Receives everything.</param>
    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="handler">Stands in for the network; null for the real one.</param>
    /// <param name="settings">Of the section <c>Channels</c>.</param>
    public IAlertChannel Open(
        ILoggerProvider log, TimeSpan patience, HttpMessageHandler? handler, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Append(("Channels:lunch:Timeout", patience.ToString())).Select(
                setting => KeyValuePair.Create(setting.Item1, (string?)setting.Item2)))
            .Build();
        var pictures = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = _folder.FullName }));
        foreach (
            var (bytes, mediaType) in ((byte[], string)[])
                [(SamplePictures.RedBluePng, "image/png"), (SamplePictures.OrangeWebp, "image/webp"), (SamplePictures.CutPng, "image/png")]
        )
            pictures.SaveAsync(bytes, mediaType, CancellationToken.None).GetAwaiter().GetResult();

        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IPictureStore>(pictures)
            .AddVision()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddAlertChannels(configuration, TextWriter.Null);
        if (handler is not null)
            services.AddHttpClient(SlackHttp.ClientName).ConfigurePrimaryHttpMessageHandler(() => handler);

        _providers.Add(services.BuildServiceProvider());
        return _providers[^1].GetServices<IAlertChannel>().Single(channel => channel.Name != "console");
    }

    public async Task CloseAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
