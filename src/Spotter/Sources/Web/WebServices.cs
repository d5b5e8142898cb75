using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Settings;

namespace Spotter.Sources.Web;

/// <summary>Registers the source <c>web</c>.</summary>
public static class WebServices
{
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Sources:Web</c>.</param>
    public static IServiceCollection AddWebSource(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebOptions>(configuration, "Sources:Web");
        services.AddSingleton(new SettingsSection("Sources:Web:Sites:NAME", typeof(WebSite)));
        services.AddSingleton<IValidateOptions<WebOptions>, WebOptionsValidator>();
        services.AddGuardedClient(
            WebSource.ClientName,
            provider => ClientReach.OfStrangers(provider.GetRequiredService<IOptions<WebOptions>>().Value.AllowLoopback),
            handler => handler.AutomaticDecompression = DecompressionMethods.All);
        return services.AddSingleton<IPostSource, WebSource>();
    }
}
