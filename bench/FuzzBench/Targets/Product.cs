using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Spotter.Alerting;
using Spotter.Local;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Vision;

namespace FuzzBench.Targets;

/// <summary>The product, of which only the far end of every HTTP call is another.</summary>
internal static class Product
{
    private static readonly Uri Webhook = new("https://hooks.slack.com/services/T0/B0/fuzz");

    public static ServiceProvider Open(string folder, HttpMessageHandler server)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Sources:Instagram:UserId"] = "1",
            ["Sources:Instagram:AccessToken"] = "fuzz",
            ["Sources:Instagram:CallBudget"] = "",
            ["Sources:InstagramWeb:Enabled"] = "true",
            ["Sources:InstagramWeb:CallBudget"] = "",
            ["Channels:lunch:Type"] = "slack",
            ["Channels:lunch:Token"] = "xoxb-fuzz",
            ["Channels:lunch:Channel"] = "C0123456789",
            ["Channels:hook:Type"] = "webhook",
            ["Channels:hook:WebhookUrl"] = Webhook.ToString(),
            ["Clarifai:Key"] = "fuzz",
            ["Clarifai:CallBudget"] = "",
            ["Pictures:Folder"] = Path.Combine(folder, "pictures"),
            ["State:Path"] = Path.Combine(folder, "state.db"),
            ["Models:Folder"] = Path.Combine(folder, "models"),
        }).Build();
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(new HurriedTime())
            .AddLogging()
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddClassifying(configuration)
            .AddModelAdding(configuration)
            .AddVision()
            .AddLocal(configuration)
            .AddAlertChannels(configuration, TextWriter.Null)
            .PostConfigureAll<HttpClientFactoryOptions>(options =>
            {
                options.HandlerLifetime = Timeout.InfiniteTimeSpan;
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = server);
            })
            .BuildServiceProvider();
    }
}
