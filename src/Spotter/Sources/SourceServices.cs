using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources.Feed;
using Spotter.Sources.Instagram;
using Spotter.Sources.InstagramWeb;
using Spotter.Sources.Web;

namespace Spotter.Sources;

/// <summary>Registers the sources that every host can reach.</summary>
public static class SourceServices
{
    /// <summary>Adds them, and the download of pictures.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section of each source, <c>Pictures</c> and <c>Http</c>.</param>
    public static IServiceCollection AddSources(this IServiceCollection services, IConfiguration configuration) => services
        .AddHttp(configuration)
        .AddPictureDownloads(configuration)
        .AddFeedSource(configuration)
        .AddInstagramSource(configuration)
        .AddInstagramWebSource(configuration)
        .AddWebSource(configuration);
}
