using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Azure.Models;
using Spotter.Azure.Pictures;
using Spotter.Azure.State;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Azure;

/// <summary>Registers state, pictures and models in a storage account.</summary>
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

    /// <summary>
    /// Adds <see cref="IModelStore"/> in blobs of the storage account. The models that came with the program are then those of
    /// <see cref="ModelOptions.Folder"/> as it is set, and what is kept in blobs is brought into <see cref="ModelOptions.CacheFolder"/>.
    /// </summary>
    /// <param name="services">Where <see cref="AddAzureStorage"/> and <see cref="ClassifyingServices.AddClassifying"/> were called.</param>
    /// <param name="program">The folder that the program is in: a folder of models that is no full path is below it.</param>
    public static IServiceCollection AddModelBlobs(this IServiceCollection services, string program)
    {
        services.AddOptions<ModelOptions>().PostConfigure<BlobServiceClient>((options, blobs) =>
        {
            options.Folder = Path.GetFullPath(options.Folder, program);
            options.BringInto(Path.GetFullPath(options.CacheFolder ?? CacheFolderFor(blobs.Uri)));
        });
        return services.AddSingleton<IModelStore>(provider => new BlobModelStore(
            Container(provider, StorageNames.Models),
            provider.GetRequiredService<IInferenceEngine>(),
            provider.GetRequiredService<IOptions<ModelOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    // Two apps on one machine, as in a test, have folders of their own.
    private static string CacheFolderFor(Uri account) => Path.Combine(
        Path.GetTempPath(), $"spotter-models-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}")))[..12]}");

    private static BlobContainerClient Container(IServiceProvider provider, string name) =>
        provider.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(name);
}
