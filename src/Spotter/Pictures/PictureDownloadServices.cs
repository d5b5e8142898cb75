using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Settings;

namespace Spotter.Pictures;

/// <summary>Registers the download of pictures.</summary>
public static class PictureDownloadServices
{
    /// <summary>Adds <see cref="PictureDownloader"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Pictures</c>.</param>
    public static IServiceCollection AddPictureDownloads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<PictureDownloadOptions>(configuration, "Pictures");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PictureDownloader>();
        services.AddGuardedClient(
            PictureDownloader.ClientName,
            provider => ClientReach.OfStrangers(provider.GetRequiredService<IOptions<PictureDownloadOptions>>().Value.AllowLoopback));
        return services;
    }
}
