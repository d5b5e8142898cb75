using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Models.Packages;
using Spotter.Settings;

namespace Spotter.Models.Adding;

/// <summary>Registers what looks into models and adds them. What runs them is registered by <see cref="ClassifyingServices"/>.</summary>
public static class ModelAddingServices
{
    /// <summary>
    /// Adds <see cref="ModelAdder"/>, <see cref="ModelInspector"/> and <see cref="ModelDownloader"/>. The host adds an
    /// <see cref="IModelTrial"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Models</c>.</param>
    public static IServiceCollection AddModelAdding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ModelDownloadOptions>(configuration, "Models");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelDownloader>();
        services.AddSingleton<ModelInspector>();
        services.AddSingleton<PackagedModelAdder>();
        services.AddSingleton<ModelAdder>();
        // Every hop of a redirect connects through the guard.
        services.AddGuardedClient(
            ModelDownloader.ClientName,
            provider => ClientReach.OfStrangers(provider.GetRequiredService<IOptions<ModelDownloadOptions>>().Value.AllowLoopback),
            handler => (handler.AllowAutoRedirect, handler.MaxAutomaticRedirections) = (true, 5));
        return services;
    }
}
