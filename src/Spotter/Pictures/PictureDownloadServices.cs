using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Settings;

namespace Spotter.Pictures;

/// <summary>Registers the download of pictures and videos.</summary>
public static class PictureDownloadServices
{
    /// <summary>
    /// Adds <see cref="PictureDownloader"/> and <see cref="VideoDownloader"/>, which keeps files only where there is an
    /// <see cref="IVideoStore"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Pictures</c> and <c>Videos</c>.</param>
    public static IServiceCollection AddPictureDownloads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PictureDownloadOptions>(configuration, "Pictures");
        services.AddSettings<VideoOptions>(configuration, "Videos");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PictureDownloader>();
        services.TryAddSingleton<VideoIntake>();
        services.TryAddSingleton<VideoDownloader>();
        services.AddGuardedClient(
            PictureDownloader.ClientName,
            provider => ClientReach.OfStrangers(provider.GetRequiredService<IOptions<PictureDownloadOptions>>().Value.AllowLoopback));
        return services;
    }
}
