using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Calls Slack through SlackNet: what is built in where the app is published.</summary>
internal static class SlackClient
{
    /// <summary>What the log calls it.</summary>
    public const string Name = "SlackNet";

    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSlackNetChannels(configuration, Console.Out);
}
