using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
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
        services.AddHttpClient(PictureDownloader.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<PictureDownloadOptions>>().Value));
        return services;
    }

    // No proxy: it would connect in our place, past the guard.
    private static SocketsHttpHandler CreateHandler(PictureDownloadOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => PictureDownloader.ConnectAsync(context.DnsEndPoint, options.AllowLoopback, cancellationToken),
    };
}
