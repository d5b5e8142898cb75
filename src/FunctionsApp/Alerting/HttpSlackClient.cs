using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Alerting;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Calls Slack over plain HTTP: what is built in where SlackNet is left out.</summary>
internal static class SlackClient
{
    /// <summary>What the log calls it.</summary>
    public const string Name = "plain HTTP";

    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration) =>
        services.AddAlertChannels(configuration, Console.Out);
}
