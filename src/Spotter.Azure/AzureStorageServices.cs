using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Azure.Pictures;
using Spotter.Azure.State;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Azure;

/// <summary>Registers state and pictures in a storage account.</summary>
public static class AzureStorageServices
{
    /// <summary>
    /// The settings section of the blob service: <c>serviceUri</c> with an identity, or <c>connectionString</c> for Azurite.
    /// </summary>
    public const string BlobSection = "Storage:Blobs";

    /// <summary>
    /// The settings section of the table service: <c>endpoint</c> with an identity, or <c>connectionString</c> for Azurite.
    /// </summary>
    public const string TableSection = "Storage:Tables";

    /// <summary>
    /// Adds <see cref="IStateStore"/> in a table, <see cref="IPictureStore"/> and <see cref="IVideoInventory"/> in blobs, and
    /// <see cref="StorageSetup"/>, which makes them.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds <see cref="BlobSection"/> and <see cref="TableSection"/>.</param>
    public static IServiceCollection AddAzureStorage(this IServiceCollection services, IConfiguration configuration)
    {
        // On Azure the identity that AZURE_CLIENT_ID names.
        services.AddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddAzureClients(clients =>
        {
            clients.AddBlobServiceClient(configuration.GetSection(BlobSection));
            clients.AddTableServiceClient(configuration.GetSection(TableSection));
            clients.UseCredential(provider => provider.GetRequiredService<TokenCredential>());
        });
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<IPictureInventory>(provider => new BlobPictureStore(Container(provider, StorageNames.Pictures)));
        services.AddSingleton<IVideoInventory>(provider => new BlobVideoStore(Container(provider, StorageNames.Videos)));
        services.AddSingleton<IPictureStore>(provider => provider.GetRequiredService<IPictureInventory>());
        return services.AddSingleton<IStateStore>(provider => new TableStateStore(
            provider.GetRequiredService<TableServiceClient>().GetTableClient(StorageNames.Table),
            Container(provider, StorageNames.State)));
    }

    private static BlobContainerClient Container(IServiceProvider provider, string name) =>
        provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(name);
}
