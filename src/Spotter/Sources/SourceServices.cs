using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Settings;
using Spotter.Sources.Folder;
using Spotter.Sources.Instagram;
using Spotter.Sources.InstagramWeb;

namespace Spotter.Sources;

/// <summary>Registers the sources.</summary>
public static class SourceServices
{
    /// <summary>Adds the sources <c>instagram</c> and <c>instagram-web</c>, which every host can reach, and the download of pictures.</summary>
    /// <param name="configuration">Holds the sections <c>Sources:Instagram</c>, <c>Sources:InstagramWeb</c> and <c>Pictures</c>.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPictureDownloads(configuration);
        services.AddSettings<InstagramOptions>(configuration, "Sources:Instagram");
        services.AddSettings<InstagramWebOptions>(configuration, "Sources:InstagramWeb");

        AddClient<InstagramOptions>(services, InstagramSource.ClientName, options => options.BaseAddress);
        AddClient<InstagramWebOptions>(services, InstagramWebSource.ClientName, options => options.BaseAddress);
        services.AddSingleton<IPostSource, InstagramSource>();
        return services.AddSingleton<IPostSource, InstagramWebSource>();
    }

    /// <summary>Adds the source <c>folder</c>, for a host whose disk stays and that people can put pictures on.</summary>
    /// <param name="configuration">Holds the section <c>Sources:Folder</c>.</param>
    public static IServiceCollection AddFolderSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<FolderOptions>(configuration, "Sources:Folder");
        return services.AddSingleton<IPostSource, FolderSource>();
    }

    private static void AddClient<TOptions>(IServiceCollection services, string name, Func<TOptions, string> addressOf)
        where TOptions : class =>
        services.AddGuardedClient(
            name,
            provider => ClientReach.OfSettings(addressOf(provider.GetRequiredService<IOptions<TOptions>>().Value)),
            handler => handler.AutomaticDecompression = DecompressionMethods.All);
}
