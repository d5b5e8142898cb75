using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Sources;

/// <summary>The HTTP clients of sources.</summary>
internal static class SourceClients
{
    /// <summary>Adds a client that takes compressed answers and reaches what the settings name.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">By which the source asks for it.</param>
    /// <param name="addressOf">The address in the source's settings.</param>
    public static IServiceCollection AddSourceClient<TOptions>(
        this IServiceCollection services, string name, Func<TOptions, string> addressOf) where TOptions : class
    {
        services.AddGuardedClient(
            name,
            provider => ClientReach.OfSettings(addressOf(provider.GetRequiredService<IOptions<TOptions>>().Value)),
            handler => handler.AutomaticDecompression = DecompressionMethods.All);
        return services;
    }
}
