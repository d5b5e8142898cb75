using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Local.Orchestration;
using Spotter.Local.Packages;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Models.Packages;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Settings;
using Spotter.State;

namespace Spotter.Local;

/// <summary>Registers the adapters of one machine.</summary>
public static class LocalServices
{
    /// <summary>Adds state in SQLite, pictures and videos in folders, orchestrations in this process and the clients of packages.</summary>
    /// <param name="configuration">Holds the sections <c>State</c>, <c>Pictures</c> and <c>Videos</c>.</param>
    public static IServiceCollection AddLocal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StateOptions>(configuration, "State");
        services.AddSettings<PictureFolderOptions>(configuration, "Pictures");
        services.AddSettings<VideoFolderOptions>(configuration, "Videos");

        services.AddSingleton<IStateStore, SqliteStateStore>();
        services.AddSingleton<FolderPictureStore>();
        services.AddSingleton<IPictureStore>(provider => provider.GetRequiredService<FolderPictureStore>());
        services.AddSingleton<IPictureInventory>(provider => provider.GetRequiredService<FolderPictureStore>());
        services.AddSingleton<IPictureFiles>(provider => provider.GetRequiredService<FolderPictureStore>());
        services.AddSingleton<FolderVideoStore>();
        services.AddSingleton<IVideoStore>(provider => provider.GetRequiredService<FolderVideoStore>());
        services.AddSingleton<IVideoInventory>(provider => provider.GetRequiredService<FolderVideoStore>());
        services.AddSingleton<RunningOrchestrations>();
        services.AddSingleton<LiftedPauses>();
        services.AddSingleton<LocalOrchestrator>();
        services.AddSingleton<IScanStarter, LocalScanStarter>();
        services.AddSingleton<ILeaseOwners, ProcessLeaseOwners>();
        services.AddSingleton<WatchScheduler>();
        services.AddSingleton<IPackageClient>(_ => new NuGetPackageClient());
        services.AddSingleton<IPackageClient>(_ => new NpmPackageClient());
        return services;
    }
}
