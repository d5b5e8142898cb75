using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Settings;

namespace Spotter.Sources.Feed;

/// <summary>Registers the source <c>feed</c>.</summary>
public static class FeedServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Sources:Feed</c>.</param>
    public static IServiceCollection AddFeedSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<FeedOptions>(configuration, "Sources:Feed");
        services.AddGuardedClient(
            FeedSource.ClientName,
            provider => ClientReach.OfStrangers(provider.GetRequiredService<IOptions<FeedOptions>>().Value.AllowLoopback),
            handler => handler.AutomaticDecompression = DecompressionMethods.All);
        return services.AddSingleton<IPostSource, FeedSource>();
    }
}
