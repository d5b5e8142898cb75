using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Settings;

namespace Spotter.Sources.Instagram;

/// <summary>Registers the source <c>instagram</c>.</summary>
public static class InstagramServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Sources:Instagram</c>.</param>
    public static IServiceCollection AddInstagramSource(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<InstagramOptions>(configuration, "Sources:Instagram")
        .AddSourceClient<InstagramOptions>(InstagramSource.ClientName, options => options.BaseAddress)
        .AddSingleton<IPostSource, InstagramSource>();
}
