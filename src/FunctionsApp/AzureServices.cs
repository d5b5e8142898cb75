using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Azure;
using Spotter.FunctionsApp.Alerting;
using Spotter.FunctionsApp.Orchestration;
using Spotter.FunctionsApp.Pages;
using Spotter.FunctionsApp.Startup;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Vision;
using Spotter.Web.Api;

namespace Spotter.FunctionsApp;

/// <summary>Registers the product with the adapters of Azure.</summary>
public static class AzureServices
{
    /// <summary>How orchestrations, activities and their callers write what they pass on.</summary>
    public static JsonSerializerOptions DurableJson { get; } = new(ScanJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ScanJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>Adds everything.</summary>
    /// <exception cref="StartupException">A setting is missing; the message names it.</exception>
    public static IServiceCollection AddSpotter(this IServiceCollection services, IConfiguration configuration)
    {
        StartupChecks.Require(configuration);
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(DurableJson));
        services.AddEngine();
        services.AddHostedService<StorageStartup>();
        services.AddHostedService<WatchSetup>();
        services.AddHostedService<FeedStartup>();
        services.AddHostedService<SlackClientLog>();
        return services
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddSlack(configuration)
            .AddAzureStorage(configuration)
            // Models lie beside the app, wherever the host starts it.
            .AddModelBlobs(AppContext.BaseDirectory)
            .AddVision()
            .AddPages(configuration);
    }

    /// <summary>Adds what the product asks of the Durable engine.</summary>
    internal static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<DurableEngine>();
        services.AddSingleton<DurableScans>();
        services.AddSingleton<IScanStarter>(provider => provider.GetRequiredService<DurableScans>());
        services.AddSingleton<IScanStatuses>(provider => provider.GetRequiredService<DurableScans>());
        return services.AddSingleton<ILeaseOwners, InstanceLeaseOwners>();
    }
}
