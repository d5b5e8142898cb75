using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Pictures;

namespace Spotter.Sources;

/// <summary>Registers the sources.</summary>
public static class SourceServices
{
    /// <summary>Adds the sources <c>instagram</c>, <c>instagram-web</c> and <c>folder</c>, and the download of pictures.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Sources:Instagram</c>, <c>Sources:InstagramWeb</c>, <c>Sources:Folder</c> and <c>Pictures</c>.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPictureDownloads(configuration);
        services.AddOptions<InstagramOptions>().Bind(configuration.GetSection("Sources:Instagram")).ValidateOnStart();
        services.AddOptions<InstagramWebOptions>().Bind(configuration.GetSection("Sources:InstagramWeb")).ValidateOnStart();
        services.AddOptions<FolderOptions>().Bind(configuration.GetSection("Sources:Folder")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<InstagramOptions>, InstagramOptionsValidator>();
        services.AddSingleton<IValidateOptions<InstagramOptions>, InstagramAddressValidator>();
        services.AddSingleton<IValidateOptions<InstagramWebOptions>, InstagramWebOptionsValidator>();
        services.AddSingleton<IValidateOptions<InstagramWebOptions>, InstagramAddressValidator>();
        services.AddSingleton<IValidateOptions<FolderOptions>, FolderOptionsValidator>();

        AddClient(services, InstagramSource.ClientName);
        AddClient(services, InstagramWebSource.ClientName);
        services.AddSingleton<IPostSource, InstagramSource>();
        services.AddSingleton<IPostSource, InstagramWebSource>();
        return services.AddSingleton<IPostSource, FolderSource>();
    }

    // Without the usual loggers: they write addresses, and the Graph API's hold the access token. A redirect is an answer to look at.
    private static void AddClient(IServiceCollection services, string name) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
            });
}
