using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Settings;

namespace Spotter.Sources.InstagramWeb;

/// <summary>Registers the source <c>instagram-web</c>.</summary>
public static class InstagramWebServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Sources:InstagramWeb</c>.</param>
    public static IServiceCollection AddInstagramWebSource(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<InstagramWebOptions>(configuration, "Sources:InstagramWeb")
        .AddSourceClient<InstagramWebOptions>(InstagramWebSource.ClientName, options => options.BaseAddress)
        .AddSingleton<IPostSource, InstagramWebSource>();
}
