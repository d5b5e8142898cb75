using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spotter.Pictures;
using Spotter.Settings;

namespace Spotter.Models.Adding;

/// <summary>Registers what looks after models.</summary>
public static class ModelServices
{
    /// <summary>Adds <see cref="ModelAdder"/>, <see cref="ModelInspector"/> and <see cref="ModelDownloader"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Models</c>.</param>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ModelDownloadOptions>(configuration, "Models");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelDownloader>();
        services.AddSingleton<ModelInspector>();
        services.AddSingleton<ModelAdder>();
        services.AddHttpClient(ModelDownloader.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<IOptions<ModelDownloadOptions>>().Value));
        return services;
    }

    // No proxy: it would connect in our place, past the guard. Every hop of a redirect connects through it.
    private static SocketsHttpHandler CreateHandler(ModelDownloadOptions options) => new()
    {
        MaxAutomaticRedirections = 5,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => PictureDownloader.ConnectAsync(context.DnsEndPoint, options.AllowLoopback, cancellationToken),
    };
}
