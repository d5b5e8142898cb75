using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core;
using Azure.Core.Serialization;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Classifying;
using Spotter.FunctionsApp.Alerting;
using Spotter.FunctionsApp.Http;
using Spotter.FunctionsApp.Orchestration;
using Spotter.FunctionsApp.Pictures;
using Spotter.FunctionsApp.State;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Vision;

namespace Spotter.FunctionsApp;

/// <summary>Registers the product with the adapters of Azure.</summary>
public static class AzureServices
{
    /// <summary>The settings section of the blob service: <c>serviceUri</c> with an identity, or <c>connectionString</c> for Azurite.</summary>
    public const string BlobSection = "Storage:Blobs";

    /// <summary>The settings section of the table service: <c>endpoint</c> with an identity, or <c>connectionString</c> for Azurite.</summary>
    public const string TableSection = "Storage:Tables";

    /// <summary>How orchestrations, activities and their callers write what they pass on.</summary>
    public static JsonSerializerOptions DurableJson { get; } = new(SpotterJsonContext.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(SpotterJsonContext.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>Adds everything.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">The app settings.</param>
    /// <exception cref="StartupException">A setting is missing; the message names it.</exception>
    public static IServiceCollection AddSpotter(this IServiceCollection services, IConfiguration configuration)
    {
        StartupChecks.Require(configuration);
        services.Configure<WorkerOptions>(options => options.Serializer = new JsonObjectSerializer(DurableJson));
        // The models lie beside the app, wherever the host starts it.
        services.PostConfigure<ModelOptions>(options => options.Folder = Path.GetFullPath(options.Folder, AppContext.BaseDirectory));
        services.AddSingleton<InstanceLeaseOwners>();
        services.AddSingleton<ILeaseOwners>(provider => provider.GetRequiredService<InstanceLeaseOwners>());
        services.AddSingleton<ModelHealth>();
        services.AddHostedService<StorageSetup>();
        services.AddHostedService<WatchSetup>();
        services.AddHostedService<SlackClientLog>();
        return services
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddSlack(configuration)
            .AddAdapters(configuration);
    }

    private static IServiceCollection AddAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        // On Azure the identity that AZURE_CLIENT_ID names.
        services.AddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddAzureClients(clients =>
        {
            clients.AddBlobServiceClient(configuration.GetSection(BlobSection));
            clients.AddTableServiceClient(configuration.GetSection(TableSection));
            clients.UseCredential(provider => provider.GetRequiredService<TokenCredential>());
        });
        services.AddSingleton<IPictureStore>(provider => new BlobPictureStore(provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(StorageNames.Pictures)));
        services.AddSingleton<IStateStore>(provider => new TableStateStore(
            provider.GetRequiredService<TableServiceClient>().GetTableClient(StorageNames.Table),
            provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(StorageNames.State)));
        return services.AddVision();
    }
}
