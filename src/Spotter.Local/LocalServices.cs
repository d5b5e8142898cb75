using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Classifying;
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
    /// <param name="configuration">Holds the sections <c>State</c>, <c>Pictures</c> and <c>Inference</c>.</param>
    public static IServiceCollection AddLocal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StateOptions>().Bind(configuration.GetSection("State")).ValidateOnStart();
        services.AddOptions<PictureFolderOptions>().Bind(configuration.GetSection("Pictures")).ValidateOnStart();
        services.AddOptions<InferenceOptions>().Bind(configuration.GetSection("Inference")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsValidator>();
        services.AddSingleton<IValidateOptions<PictureFolderOptions>, PictureFolderOptionsValidator>();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();

        services.AddSingleton<IStateStore, SqliteStateStore>();
        services.AddSingleton<IPictureStore, FolderPictureStore>();
        services.AddSingleton<IPictureDecoder, VipsPictureDecoder>();
        services.AddSingleton<IPictureRenderer, VipsPictureRenderer>();
        services.AddSingleton<IInferenceEngine, OnnxRuntimeEngine>();
        services.AddSingleton<RunningOrchestrations>();
        services.AddSingleton<LocalOrchestrator>();
        services.AddSingleton<ILeaseOwners, ProcessLeaseOwners>();
        services.AddSingleton<WatchScheduler>();
        return services;
    }
}
