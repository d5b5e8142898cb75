using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Alerting.Slack;
using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Settings;

namespace Spotter.Alerting;

/// <summary>Registers channels.</summary>
public static class AlertingServices
{
    /// <summary>The name of the channel that is always there.</summary>
    public const string ConsoleName = "console";

    /// <summary>Adds the channels of the settings, which call Slack over plain HTTP, and one called <c>console</c>.</summary>
    /// <param name="configuration">Holds the section <c>Channels</c>.</param>
    /// <param name="console">Where the console's lines go.</param>
    public static IServiceCollection AddAlertChannels(this IServiceCollection services, IConfiguration configuration, TextWriter console) =>
        services.AddAlertChannels(configuration, console, (provider, name, options) => new HttpSlackApi(
            name, options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>Adds the channels of the settings, and one called <c>console</c>.</summary>
    /// <param name="configuration">Holds the section <c>Channels</c>.</param>
    /// <param name="console">Where the console's lines go.</param>
    /// <param name="callSlack">Makes what a channel of type <c>slack</c> calls Slack by, from the channel's name and settings.</param>
    public static IServiceCollection AddAlertChannels(
        this IServiceCollection services,
        IConfiguration configuration,
        TextWriter console,
        Func<IServiceProvider, string, ChannelOptions, ISlackApi> callSlack
    )
    {
        services.AddOptions<AlertingOptions>().Configure(options => Bind(configuration.GetSection("Channels"), options)).ValidateOnStart();
        services.AddSingleton(new SettingsSection("Channels:NAME", typeof(ChannelOptions)));
        services.AddSingleton<IValidateOptions<AlertingOptions>, AlertingOptionsValidator>();

        services.AddSlackClient(SlackHttp.ClientName);

        var names = configuration.GetSection("Channels").GetChildren().Select(section => section.Key);
        foreach (var name in names.Append(ConsoleName).Distinct(StringComparer.OrdinalIgnoreCase))
            services.AddSingleton(provider => Make(provider, name, console, callSlack));
        return services;
    }

    /// <summary>Adds a client that calls Slack.</summary>
    /// <param name="services">Where to, with the channels.</param>
    /// <param name="name">The client's name.</param>
    public static IHttpClientBuilder AddSlackClient(this IServiceCollection services, string name) => services
        .AddGuardedClient(name, provider => ClientReach.OfSettings(provider
            .GetRequiredService<IOptions<AlertingOptions>>().Value.Channels.Values
            .SelectMany(channel => new[] { channel.BaseAddress, channel.WebhookUrl })))
        .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = SlackHttp.MaxAnswerBytes);

    private static void Bind(IConfigurationSection section, AlertingOptions options)
    {
        section.Bind(options.Channels);
        // The binder passes over a channel that is no object, and an alert must not.
        foreach (var channel in section.GetChildren())
            options.Channels.TryAdd(channel.Key, new ChannelOptions());
    }

    private static IAlertChannel Make(
        IServiceProvider provider, string name, TextWriter console, Func<IServiceProvider, string, ChannelOptions, ISlackApi> callSlack)
    {
        var options = provider.GetRequiredService<IOptions<AlertingOptions>>().Value.Channels.GetValueOrDefault(
            name, new ChannelOptions { Type = ConsoleName });
        if (MissingSecret.Find(name, options) is { } missing)
            return new SecretlessChannel(name, missing);

        return options.Type switch
        {
            "slack" => new SlackChannel(
                name,
                BudgetOf(options),
                options.Timeout,
                callSlack(provider, name, options),
                provider.GetRequiredService<IPictureStore>(),
                provider.GetRequiredService<IPictureDrawer>(),
                provider.GetRequiredService<TimeProvider>()),
            "webhook" => new SlackWebhookChannel(
                name, options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()),
            _ => new ConsoleChannel(name, console),
        };
    }

    // Two channels of the settings may be one channel of Slack's.
    private static CallBudgetPlan BudgetOf(ChannelOptions options) =>
        new($"slack-{options.Channel}", CallWindow.ParseMany(options.CallBudget)) { MaxCall = options.Timeout };
}
