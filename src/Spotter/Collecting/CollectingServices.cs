using Microsoft.Extensions.DependencyInjection;

namespace Spotter.Collecting;

/// <summary>Registers collections and the files of posts.</summary>
public static class CollectingServices
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddCollecting(this IServiceCollection services) => services
        .AddSingleton<PostDocuments>()
        .AddSingleton<PictureCopies>()
        .AddSingleton<AccountFiles>()
        .AddSingleton<CollectionRepository>()
        .AddSingleton<Collections>();
}
