using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Alerting;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Registers channels that call Slack through SlackNet.</summary>
public static class SlackNetServices
{
    /// <summary>Adds the channels of the settings, and one called <c>console</c>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Channels</c>.</param>
    /// <param name="console">Where the console's lines go.</param>
    public static IServiceCollection AddSlackNetChannels(this IServiceCollection services, IConfiguration configuration, TextWriter console)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<SlackNetHandler>();
        services.AddSlackClient(SlackNetApi.ClientName).AddHttpMessageHandler<SlackNetHandler>();
        return services.AddAlertChannels(configuration, console, (provider, name, options) =>
            new SlackNetApi(name, options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
    }
}
