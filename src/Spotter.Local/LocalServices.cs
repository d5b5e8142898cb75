using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Classifying;
using Spotter.Local.Alerting;
using Spotter.Local.Classifying;
using Spotter.Local.Orchestration;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.Local;

/// <summary>Registers the adapters of one machine.</summary>
public static class LocalServices
{
    /// <summary>Adds state in SQLite, pictures in a folder, libvips, ONNX Runtime and orchestrations in this process.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>State</c> and <c>Pictures</c>.</param>
    public static IServiceCollection AddLocal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StateOptions>().Bind(configuration.GetSection("State")).ValidateOnStart();
        services.AddOptions<PictureFolderOptions>().Bind(configuration.GetSection("Pictures")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsValidator>();
        services.AddSingleton<IValidateOptions<PictureFolderOptions>, PictureFolderOptionsValidator>();

        services.AddSingleton<IStateStore, SqliteStateStore>();
        services.AddSingleton<FolderPictureStore>();
        services.AddSingleton<IPictureStore>(provider => provider.GetRequiredService<FolderPictureStore>());
        services.AddSingleton<IPictureDecoder, VipsPictureDecoder>();
        services.AddSingleton<IPictureRenderer, VipsPictureRenderer>();
        services.AddSingleton<IInferenceEngine, OnnxRuntimeEngine>();
        services.AddSingleton<RunningOrchestrations>();
        services.AddSingleton<LocalOrchestrator>();
        services.AddSingleton<ILeaseOwners, ProcessLeaseOwners>();
        services.AddSingleton<WatchScheduler>();
        return services;
    }

    /// <summary>Adds the channels of the settings: Slack over HTTP, webhooks, the console.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Channels</c>.</param>
    /// <param name="console">Where the console's lines go.</param>
    public static IServiceCollection AddLocalAlertChannels(this IServiceCollection services, IConfiguration configuration, TextWriter console) =>
        services.AddAlertChannels(configuration, console, (provider, name, options) => new HttpSlackApi(name, options, provider.GetRequiredService<IHttpClientFactory>()));
}
